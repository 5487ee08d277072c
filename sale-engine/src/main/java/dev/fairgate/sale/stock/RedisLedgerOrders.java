package dev.fairgate.sale.stock;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// All orders of a sale, found by scanning for the keys of its accounts.
@Component
final class RedisLedgerOrders implements LedgerOrders {

    private static final int KEYS_OF_A_SCAN = 1000;
    private static final int CALLS_AT_ONCE = 64;

    private final Ledger ledger;

    RedisLedgerOrders(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Flux<Kept> of(SaleId sale) {
        String prefix = sale.tag() + ":orders:";
        ScanArgs accounts = ScanArgs.Builder.matches(prefix + "*").limit(KEYS_OF_A_SCAN);
        return ledger.<KeyScanCursor<String>>mono(redis -> redis.scan(accounts))
                .expand(
                        cursor ->
                                cursor.isFinished()
                                        ? Mono.empty()
                                        : ledger.mono(redis -> redis.scan(cursor, accounts)))
                .flatMapIterable(KeyScanCursor::getKeys)
                .flatMap(
                        key -> ofAccount(sale, key.substring(prefix.length()), key), CALLS_AT_ONCE);
    }

    private Flux<Kept> ofAccount(SaleId sale, String account, String key) {
        return ledger.flux(redis -> redis.hgetall(key))
                .map(
                        it ->
                                new Kept(
                                        new OrderId(sale, it.getKey()),
                                        account,
                                        OrderRow.parse(it.getValue()),
                                        ""));
    }

    @Override
    public Mono<Boolean> rehold(Kept hold) {
        RedisKeys keys = new RedisKeys(hold.id().sale(), hold.account());
        return ledger.call("rehold_v1", keys.written(), hold.id().ulid(), hold.account())
                .map(answer -> answer.getFirst().equals("written"));
    }

    @Override
    public Mono<Void> restore(List<Kept> orders, Instant now) {
        return Flux.fromIterable(orders).flatMap(it -> restore(it, now), CALLS_AT_ONCE).then();
    }

    private Mono<Void> restore(Kept order, Instant now) {
        RedisKeys keys = new RedisKeys(order.id().sale(), order.account());
        String ulid = order.id().ulid();
        Mono<?> row = ledger.mono(redis -> redis.hset(keys.orders(), ulid, order.row().text()));
        Mono<?> hold =
                order.row().status() == OrderStatus.HELD
                        ? ledger.mono(
                                redis ->
                                        redis.zadd(
                                                keys.holds(),
                                                (double) order.row().payBy().toEpochMilli(),
                                                ulid + ":" + order.account()))
                        : Mono.empty();
        return row.then(hold).then(key(keys, order, now));
    }

    private Mono<Void> key(RedisKeys keys, Kept order, Instant now) {
        Duration left = Duration.between(now, order.row().createdAt().plus(IdempotencyKey.LIFE));
        if (order.key().isEmpty() || !left.isPositive()) {
            return Mono.empty();
        }
        String record = order.row().quantity() + ":" + order.id().ulid();
        return ledger.mono(
                        redis ->
                                redis.set(
                                        keys.idempotency(order.key()),
                                        record,
                                        SetArgs.Builder.px(left)))
                .then();
    }
}
