package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.sale.StockView;
import dev.fairgate.sale.stock.CommitResult.NotOnSale.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Every branch of `commit_v1` and `settle_v1`, against a real server; after each the units add up.
class RedisStockIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Engine engine = Engine.shared();
    private final Stock stock = engine.bean(Stock.class);
    private final LedgerClock clock = engine.bean(LedgerClock.class);
    private final String account = Engine.fresh("a");

    private SaleId sale = new SaleId("none");

    @Test
    void takesTheUnitAndWritesTheOrder() {
        sell(10, 2);

        Order order = sold(commit(2));

        assertThat(order.account()).isEqualTo(account);
        assertThat(order.quantity()).isEqualTo(2);
        assertThat(order.price()).isEqualTo(Lamps.PRICE);
        assertThat(order.status()).isEqualTo(OrderStatus.HELD);
        assertThat(Duration.between(order.createdAt(), order.payBy()))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(Duration.between(order.createdAt(), clock.instant()).abs())
                .isLessThan(Duration.ofSeconds(5));
        assertThat(find(order.id())).isEqualTo(order);
        assertUnits(8, 2, 0);
    }

    @Test
    void tellsHowTheStockStandsWithEveryAnswer() {
        sell(2, 100);

        assertThat(run(stock.commit(commit(1))).stock()).isEqualTo(new StockView(2, 1));
        assertThat(run(stock.commit(commit(2))).stock()).isEqualTo(new StockView(2, 1));
        assertThat(run(stock.commit(commit(1))).stock()).isEqualTo(new StockView(3, 0));
    }

    @Test
    void sellsTheLastUnitOnce() {
        sell(1, 5);

        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.Sold.class);
        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.SoldOut.class);
        assertUnits(0, 1, 0);
    }

    @Test
    void sellsNoPartOfAQuantityThatIsNotThere() {
        sell(2, 5);

        assertThat(run(stock.commit(commit(3)))).isInstanceOf(CommitResult.SoldOut.class);
        assertUnits(2, 0, 0);
        assertThat(run(stock.commit(commit(2)))).isInstanceOf(CommitResult.Sold.class);
        assertUnits(0, 2, 0);
    }

    @Test
    void sendingTheSameCommitAgainGivesTheSameOrder() {
        sell(10, 1);
        Commit commit = commit(1);

        Order first = sold(commit);
        Order second = sold(commit);

        assertThat(second).isEqualTo(first);
        assertUnits(9, 1, 0);
    }

    @Test
    void countsHeldAndPaidTowardsTheLimit() {
        sell(10, 2);
        Order held = sold(commit(1));
        Order paid = sold(commit(1));
        run(stock.settle(paid.id(), account, OrderStatus.PAID));

        assertThat(run(stock.commit(commit(1))))
                .isInstanceOfSatisfying(
                        CommitResult.LimitReached.class,
                        it ->
                                assertThat(it.orders())
                                        .containsExactlyInAnyOrder(held.id(), paid.id()));
        assertUnits(8, 1, 1);
    }

    @Test
    void freesTheLimitByCancelling() {
        sell(10, 1);
        Order order = sold(commit(1));

        run(stock.settle(order.id(), account, OrderStatus.CANCELLED));

        assertUnits(10, 0, 0);
        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.Sold.class);
        assertUnits(9, 1, 0);
    }

    @Test
    void doesNotFreeTheLimitByPaying() {
        sell(10, 1);
        run(stock.settle(sold(commit(1)).id(), account, OrderStatus.PAID));

        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.LimitReached.class);
        assertUnits(9, 0, 1);
    }

    @Test
    void remembersAnIdempotencyKeyForADay() {
        sell(10, 5);
        IdempotencyKey key = new IdempotencyKey("k");

        Order first = sold(commit(1, key));
        CommitResult again = run(stock.commit(commit(1, key)));

        assertThat(again)
                .isInstanceOfSatisfying(
                        CommitResult.Replayed.class, it -> assertThat(it.order()).isEqualTo(first));
        assertThat(run(stock.replay(sale, account, key, 1)))
                .isInstanceOfSatisfying(
                        CommitResult.Replayed.class, it -> assertThat(it.order()).isEqualTo(first));
        assertUnits(9, 1, 0);
        List<String> records = ledger.redis().keys(sale.tag() + ":idem:*");
        assertThat(records).hasSize(1);
        assertThat(ledger.redis().pttl(records.getFirst()))
                .isBetween(Duration.ofHours(23).toMillis(), Duration.ofHours(24).toMillis());
    }

    @Test
    void refusesAnIdempotencyKeyForAnotherQuantity() {
        sell(10, 5);
        IdempotencyKey key = new IdempotencyKey("k");
        sold(commit(1, key));

        assertThat(run(stock.commit(commit(2, key)))).isInstanceOf(CommitResult.KeyReused.class);
        assertThat(run(stock.replay(sale, account, key, 2)))
                .isInstanceOf(CommitResult.KeyReused.class);
        assertUnits(9, 1, 0);
    }

    @Test
    void keepsIdempotencyKeysOfOtherAccountsAndSalesApart() {
        sell(10, 5);
        IdempotencyKey key = new IdempotencyKey("k");
        sold(commit(1, key));
        Commit other = commitOf(Engine.fresh("a"), 1, Optional.of(key));

        assertThat(run(stock.commit(other))).isInstanceOf(CommitResult.Sold.class);
        assertUnits(8, 2, 0);
        sell(10, 5);
        assertThat(stock.replay(sale, account, key, 1).block(LIMIT)).isNull();
        assertThat(run(stock.commit(commit(1, key)))).isInstanceOf(CommitResult.Sold.class);
        assertUnits(9, 1, 0);
    }

    @Test
    void remembersNoRefusalUnderAKey() {
        sell(1, 5);
        IdempotencyKey key = new IdempotencyKey("k");

        assertThat(run(stock.commit(commit(2, key)))).isInstanceOf(CommitResult.SoldOut.class);
        assertThat(run(stock.commit(commit(1, key)))).isInstanceOf(CommitResult.Sold.class);
    }

    @Test
    void buysNothingWithATicketThatIsOverByTheLedgersTime() {
        sell(10, 5);
        Instant now = ledgerTime();

        assertThat(run(stock.commit(expiring(now)))).isInstanceOf(CommitResult.TicketExpired.class);
        assertUnits(10, 0, 0);
        assertThat(run(stock.commit(expiring(now.plusSeconds(5)))))
                .isInstanceOf(CommitResult.Sold.class);
    }

    @Test
    void givesTheOrderBackAlsoWhenItsTicketIsOver() {
        sell(10, 1);
        Commit commit = commit(1);
        Order first = sold(commit);
        Commit late =
                new Commit(commit.order(), account, 1, 1, Instant.EPOCH, "d", 1, Optional.empty());

        assertThat(sold(late)).isEqualTo(first);
        assertUnits(9, 1, 0);
    }

    @Test
    void sellsInsideTheWindowOnly() {
        Instant now = ledgerTime();
        SaleTerms terms = Lamps.terms(now, 10, 5);
        sale = engine.sell(Lamps.open(terms, now.plusSeconds(2), now.plusSeconds(60)));
        assertThat(reason(commit(1))).isEqualTo(Reason.NOT_OPEN);

        sale = engine.sell(Lamps.open(terms, now.minusSeconds(60), now.minusMillis(1)));
        assertThat(reason(commit(1))).isEqualTo(Reason.CLOSED);
        assertUnits(10, 0, 0);
    }

    @Test
    void sellsFromTheVeryMillisecondOfOpeningUntilBeforeThatOfClosing() {
        Instant opens = ledgerTime().truncatedTo(ChronoUnit.MILLIS).plusMillis(250);
        Instant closes = opens.plusMillis(250);
        sale = engine.sell(Lamps.open(Lamps.terms(opens, 100_000, 100), opens, closes));

        CommitResult result = run(stock.commit(any()));
        while (!(result instanceof CommitResult.NotOnSale it && it.reason() == Reason.CLOSED)) {
            if (result instanceof CommitResult.Sold it) {
                assertThat(it.order().createdAt()).isAfterOrEqualTo(opens).isBefore(closes);
            } else {
                assertThat(ledgerTime().isBefore(closes)).isTrue();
            }
            result = run(stock.commit(any()));
        }

        assertThat(ledgerTime()).isAfterOrEqualTo(closes);
        LedgerRedis.Units units = ledger.units(sale);
        assertThat(units.held()).isPositive();
        units.assertBalanced();
    }

    @Test
    void sellsNothingWhilePausedAndSettlesAllTheSame() {
        sell(10, 5);
        Order order = sold(commit(1));
        engine.admin().post("/api/v1/admin/sales/" + sale + "/pause").is(200);

        assertThat(reason(commit(1))).isEqualTo(Reason.PAUSED);
        assertThat(run(stock.settle(order.id(), account, OrderStatus.PAID)))
                .isInstanceOf(Settlement.Done.class);
        assertUnits(9, 0, 1);
    }

    @Test
    void knowsNoSaleThatIsNone() {
        sale = new SaleId(Engine.fresh("none"));

        assertThat(reason(commit(1))).isEqualTo(Reason.NO_SALE);
        assertThat(ledger.redis().keys(sale.tag() + "*")).isEmpty();
    }

    @Test
    void sellsNothingUnderTermsThatTheBuyerDidNotSee() {
        sell(10, 5);
        Sales sales = engine.bean(Sales.class);
        run(sales.replace(sale, Lamps.terms(clock.instant(), 10, 4), 1));

        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.SaleChanged.class);
        assertUnits(10, 0, 0);
    }

    @Test
    void paysAHoldOnceAndForGood() {
        sell(10, 5);
        Order order = sold(commit(2));

        assertThat(settled(order, OrderStatus.PAID)).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
        assertThat(settled(order, OrderStatus.PAID)).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
        assertThat(refused(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.PAID);
        assertThat(refused(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
    }

    @Test
    void cancelsAHoldOnceAndForGood() {
        sell(10, 5);
        Order order = sold(commit(2));

        assertThat(settled(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(settled(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(refused(order, OrderStatus.PAID)).isEqualTo(OrderStatus.CANCELLED);
        assertUnits(10, 0, 0);
    }

    @Test
    void lapsesAHoldOnlyWhenItsTimeIsOver() {
        sell(10, 5);
        Order order = sold(commit(1));

        assertThat(refused(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.HELD);
        assertUnits(9, 1, 0);
        expire(order);

        assertThat(settled(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.LAPSED);
        assertUnits(10, 0, 0);
    }

    @Test
    void takesNoPaymentAndNoCancellationWhenTheTimeIsOver() {
        for (OrderStatus late : List.of(OrderStatus.PAID, OrderStatus.CANCELLED)) {
            sell(10, 5);
            Order order = sold(commit(1));
            expire(order);

            assertThat(refused(order, late)).isEqualTo(OrderStatus.LAPSED);
            assertUnits(10, 0, 0);
            assertThat(run(stock.commit(commit(5)))).isInstanceOf(CommitResult.Sold.class);
        }
    }

    @Test
    void settlesNobodyElsesOrder() {
        sell(10, 5);
        Order order = sold(commit(1));

        assertThat(run(stock.settle(order.id(), "mallory", OrderStatus.CANCELLED)))
                .isInstanceOf(Settlement.Missing.class);
        assertThat(run(stock.settle(commit(1).order(), account, OrderStatus.PAID)))
                .isInstanceOf(Settlement.Missing.class);
        assertUnits(9, 1, 0);
    }

    @Test
    void listsTheNewestHundredOrdersOfAnAccountNewestFirst() {
        sell(200, 100);
        for (int i = 0; i < 105; i++) {
            Order order = sold(commit(1));
            if (i >= 5) {
                continue;
            }
            run(stock.settle(order.id(), account, OrderStatus.CANCELLED));
        }

        List<String> ulids =
                run(stock.of(sale, account).map(order -> order.id().ulid()).collectList());

        assertThat(ulids).hasSize(100).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertUnits(100, 100, 0);
    }

    @Test
    void keepsAllKeysOfASaleUnderItsTag() {
        sell(10, 5);
        sold(commit(1, new IdempotencyKey("k")));
        List<String> keys = ledger.redis().keys("*" + sale.value() + "*");

        assertThat(keys).hasSize(7).allMatch(key -> key.startsWith(sale.tag() + ":"));
    }

    @Test
    void writesAnEventForEveryChangeInTheOrderOfTheStock() {
        sell(10, 5);
        Order order = sold(commit(1));
        run(stock.commit(commit(6)));
        run(stock.settle(order.id(), account, OrderStatus.PAID));

        assertThat(ledger.redis().xrange(sale.tag() + ":events", io.lettuce.core.Range.unbounded()))
                .extracting(event -> event.getBody().get("kind") + event.getBody().get("stockSeq"))
                .containsExactly("held2", "paid3");
    }

    private void sell(long allocation, int perAccountLimit) {
        sale = engine.sell(Lamps.terms(clock.instant(), allocation, perAccountLimit));
    }

    private Commit commit(int quantity) {
        return commitOf(account, quantity, Optional.empty());
    }

    private Commit commit(int quantity, IdempotencyKey key) {
        return commitOf(account, quantity, Optional.of(key));
    }

    private Commit any() {
        return commitOf(Engine.fresh("a"), 1, Optional.empty());
    }

    private Commit commitOf(String buyer, int quantity, Optional<IdempotencyKey> key) {
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

    private Commit expiring(Instant at) {
        Commit commit = commit(1);
        return new Commit(commit.order(), account, 1, 1, at, "d", 1, Optional.empty());
    }

    private Instant ledgerTime() {
        List<String> time = ledger.redis().time();
        return Instant.ofEpochSecond(
                Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1000);
    }

    /// Moves the end of a hold into the past, where an engine's own sweep does not look for it.
    private void expire(Order order) {
        ledger.redis().zrem(sale.tag() + ":holds", order.id().ulid() + ":" + account);
        ledger.redis().hset(sale.tag() + ":order:" + order.id().ulid(), "payBy", "1000");
    }

    private Order sold(Commit commit) {
        return ((CommitResult.Sold) run(stock.commit(commit))).order();
    }

    private Reason reason(Commit commit) {
        return ((CommitResult.NotOnSale) run(stock.commit(commit))).reason();
    }

    private OrderStatus settled(Order order, OrderStatus to) {
        return ((Settlement.Done) run(stock.settle(order.id(), account, to))).order().status();
    }

    private OrderStatus refused(Order order, OrderStatus to) {
        return ((Settlement.Refused) run(stock.settle(order.id(), account, to))).order().status();
    }

    private Order find(OrderId id) {
        return run(stock.find(id));
    }

    private void assertUnits(long available, long held, long sold) {
        ledger.units(sale).areAvailableHeldSold(available, held, sold);
    }

    private static <T> T run(Mono<T> call) {
        return Objects.requireNonNull(call.block(LIMIT));
    }
}
