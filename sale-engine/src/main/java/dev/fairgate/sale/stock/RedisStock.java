package dev.fairgate.sale.stock;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.StockView;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Orders and units in the ledger Redis, changed only by its functions. Each answer's view of the
/// stock goes to the [SaleBoard] at once.
@Component
final class RedisStock implements Stock {

    private static final int PAYLOAD = 3; // code, available, stockSeq, then what the code promises
    private static final Comparator<KeyValue<String, String>> NEWEST_FIRST =
            Comparator.comparing((KeyValue<String, String> row) -> row.getKey()).reversed();

    private final Ledger ledger;
    private final SaleBoard board;

    RedisStock(Ledger ledger, SaleBoard board) {
        this.ledger = ledger;
        this.board = board;
    }

    @Override
    public Mono<CommitResult> commit(Commit commit) {
        RedisKeys keys = new RedisKeys(commit.order().sale(), commit.account());
        List<String> names = new ArrayList<>(keys.written());
        List<String> args = new ArrayList<>(arguments(commit));
        commit.key()
                .ifPresent(
                        key -> {
                            names.add(keys.idempotency(key.digest()));
                            args.add(Long.toString(IdempotencyKey.LIFE.toMillis()));
                        });
        return ledger.call("commit_v1", names, args.toArray(String[]::new))
                .map(answer -> commitResult(keys, answer));
    }

    private static List<String> arguments(Commit commit) {
        return List.of(
                commit.order().ulid(),
                commit.account(),
                Integer.toString(commit.quantity()),
                Long.toString(commit.termsVersion()),
                Long.toString(commit.ticketExpiresAt().toEpochMilli()),
                commit.decisionId(),
                Long.toString(commit.policyVersion()));
    }

    @Override
    public Mono<CommitResult> replay(
            SaleId sale, String account, IdempotencyKey key, int quantity) {
        RedisKeys keys = new RedisKeys(sale, account);
        return ledger.mono(redis -> redis.get(keys.idempotency(key.digest())))
                .flatMap(record -> replayed(keys, record, quantity));
    }

    private Mono<CommitResult> replayed(RedisKeys keys, String record, int quantity) {
        int colon = record.indexOf(':');
        SaleId sale = keys.id();
        StockView stock = board.find(sale).map(known -> known.stock()).orElse(new StockView(0, 0));
        CommitResult reused = new CommitResult.KeyReused(stock);
        if (Integer.parseInt(record.substring(0, colon)) != quantity) {
            return Mono.just(reused);
        }
        return find(new OrderId(sale, record.substring(colon + 1)), keys.account())
                .<CommitResult>map(order -> new CommitResult.Replayed(order, stock))
                .defaultIfEmpty(reused);
    }

    @Override
    public Mono<Settlement> release(OrderId id, String account, OrderStatus to) {
        if (to != OrderStatus.CANCELLED && to != OrderStatus.LAPSED) {
            throw new IllegalArgumentException("no way to let go of units: " + to);
        }
        return settle(id, account, to.wireName(), "");
    }

    @Override
    public Mono<Settlement> captured(OrderId id, String account, String payment) {
        return settle(id, account, "captured", payment);
    }

    private Mono<Settlement> settle(OrderId id, String account, String to, String payment) {
        RedisKeys keys = new RedisKeys(id.sale(), account);
        return ledger.call("settle_v1", keys.written(), id.ulid(), account, to, payment)
                .map(answer -> settlement(keys, answer));
    }

    @Override
    public Mono<Order> find(OrderId id, String account) {
        RedisKeys keys = new RedisKeys(id.sale(), account);
        return ledger.mono(redis -> redis.hget(keys.orders(), id.ulid()))
                .map(text -> order(keys, id.ulid(), text));
    }

    @Override
    public Flux<Order> of(SaleId sale, String account) {
        RedisKeys keys = new RedisKeys(sale, account);
        return ledger.flux(redis -> redis.hgetall(keys.orders()))
                .sort(NEWEST_FIRST)
                .map(row -> order(keys, row.getKey(), row.getValue()));
    }

    @Override
    public Flux<DueHold> due(SaleId sale, Instant now, int limit) {
        return ledger.flux(
                        redis ->
                                redis.zrangebyscore(
                                        new RedisKeys(sale, "-").holds(),
                                        Range.create(0, now.toEpochMilli()),
                                        Limit.create(0, limit)))
                .map(member -> member.split(":", 2))
                .map(parts -> new DueHold(new OrderId(sale, parts[0]), parts[1]));
    }

    private CommitResult commitResult(RedisKeys keys, List<String> answer) {
        SaleId sale = keys.id();
        StockView stock = stock(sale, answer);
        List<String> rest = answer.subList(PAYLOAD, answer.size());
        return switch (answer.getFirst()) {
            case "committed", "repeated" -> new CommitResult.Sold(order(keys, rest), stock);
            case "replayed" -> new CommitResult.Replayed(order(keys, rest), stock);
            case "key_reused" -> new CommitResult.KeyReused(stock);
            case "ticket_expired" -> new CommitResult.TicketExpired(stock);
            case "sale_changed" -> new CommitResult.SaleChanged(stock);
            case "wait" ->
                    new CommitResult.Wait(
                            Duration.ofMillis(Long.parseLong(rest.getFirst())), stock);
            case "sold_out" -> new CommitResult.SoldOut(stock);
            case "limit_reached" ->
                    new CommitResult.LimitReached(
                            rest.stream()
                                    .sorted(Comparator.reverseOrder())
                                    .map(ulid -> new OrderId(sale, ulid))
                                    .toList(),
                            stock);
            case "no_sale" -> notOnSale(CommitResult.NotOnSale.Reason.NO_SALE, stock);
            case "paused" -> notOnSale(CommitResult.NotOnSale.Reason.PAUSED, stock);
            case "not_open" -> notOnSale(CommitResult.NotOnSale.Reason.NOT_OPEN, stock);
            case "closed" -> notOnSale(CommitResult.NotOnSale.Reason.CLOSED, stock);
            default -> throw new IllegalStateException("commit_v1 answered " + answer.getFirst());
        };
    }

    private static CommitResult notOnSale(CommitResult.NotOnSale.Reason reason, StockView stock) {
        return new CommitResult.NotOnSale(reason, stock);
    }

    private Settlement settlement(RedisKeys keys, List<String> answer) {
        stock(keys.id(), answer);
        List<String> rest = answer.subList(PAYLOAD, answer.size());
        return switch (answer.getFirst()) {
            case "settled", "already" -> new Settlement.Done(order(keys, rest));
            case "refused" -> new Settlement.Refused(order(keys, rest));
            case "missing" -> new Settlement.Missing();
            default -> throw new IllegalStateException("settle_v1 answered " + answer.getFirst());
        };
    }

    private StockView stock(SaleId sale, List<String> answer) {
        StockView view =
                new StockView(Long.parseLong(answer.get(2)), Long.parseLong(answer.get(1)));
        board.see(sale, view);
        return view;
    }

    private static Order order(RedisKeys keys, List<String> ulidAndText) {
        return order(keys, ulidAndText.get(0), ulidAndText.get(1));
    }

    private static Order order(RedisKeys keys, String ulid, String text) {
        try {
            OrderId id = new OrderId(keys.id(), ulid);
            return OrderRow.parse(text).order(id, keys.account());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("malformed order: " + keys.orders() + " " + ulid, e);
        }
    }
}
