package dev.fairgate.sale.stock;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.CommitResult.NotOnSale.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// A sale in the shared ledger, one buyer, and the commands of the port with what a test expects of
/// them.
abstract class StockScene {

    static final Duration LIMIT = Duration.ofSeconds(10);

    /// Where it stands in a row.
    static final int CREATED_AT = 5;

    static final int PAY_BY = 6;
    static final int CHANGED_AT = 7;
    static final int PAYMENT = 11;

    final LedgerRedis ledger = LedgerRedis.shared();
    final Engine engine = Engine.shared();
    final Stock stock = engine.bean(Stock.class);
    final LedgerClock clock = engine.bean(LedgerClock.class);
    final String account = Engine.fresh("a");

    SaleId sale = new SaleId("none");

    void sell(long allocation, int perAccountLimit) {
        sale = engine.sell(Lamps.terms(clock.instant(), allocation, perAccountLimit));
    }

    Commit commit(int quantity) {
        return commitOf(account, quantity, Optional.empty());
    }

    Commit commit(int quantity, IdempotencyKey key) {
        return commitOf(account, quantity, Optional.of(key));
    }

    Commit any() {
        return commitOf(Engine.fresh("a"), 1, Optional.empty());
    }

    Commit commitOf(String buyer, int quantity, Optional<IdempotencyKey> key) {
        return new Commit(
                new OrderId(sale, UlidCreator.getMonotonicUlid().toString()),
                buyer,
                quantity,
                1,
                clock.instant().plusSeconds(5),
                "d",
                1,
                key);
    }

    Commit expiring(Instant at) {
        Commit commit = commit(1);
        return new Commit(commit.order(), account, 1, 1, at, "d", 1, Optional.empty());
    }

    Instant ledgerTime() {
        List<String> time = ledger.redis().time();
        return Instant.ofEpochSecond(
                Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1000);
    }

    /// Moves the end of a hold into the past, where an engine's own sweep does not look for it.
    void expire(Order order) {
        ledger.redis().zrem(sale.tag() + ":holds", order.id().ulid() + ":" + account);
        rewrite(ledger, order, PAY_BY, "1000");
    }

    /// Writes one field of an order's row anew, past the functions.
    static void rewrite(LedgerRedis ledger, Order order, int field, String value) {
        String key = order.id().sale().tag() + ":orders:" + order.account();
        String ulid = order.id().ulid();
        String[] row = Objects.requireNonNull(ledger.redis().hget(key, ulid)).split("\\|", -1);
        row[field] = value;
        ledger.redis().hset(key, ulid, String.join("|", row));
    }

    String[] row(Order order) {
        return Objects.requireNonNull(ledger.redis().hget(ordersKey(), order.id().ulid()))
                .split("\\|", -1);
    }

    String ordersKey() {
        return sale.tag() + ":orders:" + account;
    }

    Order sold(Commit commit) {
        return ((CommitResult.Sold) run(stock.commit(commit))).order();
    }

    Reason reason(Commit commit) {
        return ((CommitResult.NotOnSale) run(stock.commit(commit))).reason();
    }

    OrderStatus paid(Order order) {
        return ((Settlement.Done) run(stock.captured(order.id(), account, "p"))).order().status();
    }

    OrderStatus settled(Order order, OrderStatus to) {
        return ((Settlement.Done) run(stock.release(order.id(), account, to))).order().status();
    }

    OrderStatus refused(Order order, OrderStatus to) {
        return ((Settlement.Refused) run(stock.release(order.id(), account, to))).order().status();
    }

    Order find(OrderId id) {
        return run(stock.find(id, account));
    }

    void assertUnits(long available, long held, long sold) {
        ledger.units(sale).areAvailableHeldSold(available, held, sold);
    }

    static <T> T run(Mono<T> call) {
        return Objects.requireNonNull(call.block(LIMIT));
    }
}
