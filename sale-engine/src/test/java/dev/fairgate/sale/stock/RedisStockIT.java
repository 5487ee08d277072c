package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.sale.StockView;
import dev.fairgate.sale.stock.CommitResult.NotOnSale.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every branch of `commit_v1`, against a real server; after each the units add up.
class RedisStockIT extends StockScene {

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
    void keepsAllKeysOfASaleUnderItsTag() {
        sell(10, 5);
        sold(commit(1, new IdempotencyKey("k")));
        List<String> keys = ledger.redis().keys("*" + sale.value() + "*");

        assertThat(keys).hasSize(5).allMatch(key -> key.startsWith(sale.tag() + ":"));
    }
}
