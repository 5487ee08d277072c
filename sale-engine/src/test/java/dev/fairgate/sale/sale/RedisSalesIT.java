package dev.fairgate.sale.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.Sales.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Every branch of `put_sale_v1` and `pause_v1`, against a real server.
class RedisSalesIT {

    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Engine engine = Engine.shared();
    private final Sales sales = engine.bean(Sales.class);
    private final Instant now = engine.bean(LedgerClock.class).instant();
    private final SaleTerms terms = Lamps.terms(now.truncatedTo(ChronoUnit.MILLIS), 10, 2);
    private final SaleId id = new SaleId(Engine.fresh("r"));

    @Test
    void createsASaleWithAllItsUnitsFree() {
        Sale sale = done(sales.create(id, terms));

        assertThat(sale).isEqualTo(new Sale(id, terms, false, 1, 1, new StockView(1, 10)));
        assertThat(run(sales.find(id))).isEqualTo(sale);
        assertThat(run(sales.all().map(Sale::id).collectList())).contains(id);
        ledger.units(id).areAvailableHeldSold(10, 0, 0);
    }

    @Test
    void createsASaleOnce() {
        done(sales.create(id, terms));

        assertThat(run(sales.create(id, Lamps.terms(now, 99, 1))))
                .isEqualTo(new Written.Exists(false));
        ledger.units(id).areAvailableHeldSold(10, 0, 0);
    }

    @Test
    void findsNoSaleThatIsNone() {
        assertThat(sales.find(id).block()).isNull();
        assertThat(sales.counters(id).block()).isNull();
        assertThat(run(sales.replace(id, terms, 1))).isEqualTo(new Written.Missing());
        assertThat(run(sales.pause(id, true))).isEqualTo(new Written.Missing());
        assertThat(ledger.redis().exists(id.tag() + ":sale")).isZero();
    }

    @Test
    void changesASaleOnlyFromTheRevisionThatWasRead() {
        done(sales.create(id, terms));
        Sale second = done(sales.replace(id, Lamps.terms(now, 12, 2), 1));

        assertThat(second.revision()).isEqualTo(2);
        assertThat(run(sales.replace(id, Lamps.terms(now, 99, 2), 1)))
                .isEqualTo(new Written.Stale());
        assertThat(run(sales.replace(id, Lamps.terms(now, 99, 2), 3)))
                .isEqualTo(new Written.Stale());
        ledger.units(id).areAvailableHeldSold(12, 0, 0);
    }

    @Test
    void ofTwoWritersFromTheSameRevisionOneWins() {
        done(sales.create(id, terms));

        assertThat(
                        run(
                                Flux.range(0, 20)
                                        .flatMap(
                                                i ->
                                                        sales.replace(
                                                                id, Lamps.terms(now, 20 + i, 2), 1),
                                                20)
                                        .filter(it -> it instanceof Written.Done)
                                        .count()))
                .isEqualTo(1);
        ledger.units(id).assertBalanced();
    }

    @Test
    void raisesTheTermsVersionForWhatABuyerAgreesToAndNothingElse() {
        done(sales.create(id, terms));

        assertThat(replaced(Lamps.terms(terms.opensAt().plusSeconds(3600), 11, 2), 1)).isEqualTo(1);
        assertThat(replaced(Lamps.terms(now, 11, 2, Duration.ofMinutes(9)), 2)).isEqualTo(1);
        assertThat(replaced(Lamps.priced(Lamps.terms(now, 11, 2), new Price(1, "EUR")), 3))
                .isEqualTo(2);
        assertThat(replaced(Lamps.priced(Lamps.terms(now, 11, 2), new Price(1, "USD")), 4))
                .isEqualTo(3);
        assertThat(replaced(Lamps.priced(Lamps.terms(now, 11, 3), new Price(1, "USD")), 5))
                .isEqualTo(4);
        assertThat(done(sales.pause(id, true)).termsVersion()).isEqualTo(4);
    }

    @Test
    void letsTheAllocationFallToWhatIsTakenAndNotBelow() {
        done(sales.create(id, terms));
        awaitOnTheBoard();
        engine.buyer("b1").post("/api/v1/sales/" + id + "/orders", "{\"quantity\":2}").is(201);
        engine.buyer("b2").post("/api/v1/sales/" + id + "/orders", "{\"quantity\":1}").is(201);

        assertThat(run(sales.replace(id, Lamps.terms(now, 2, 2), 1)))
                .isEqualTo(new Written.BelowTaken());
        ledger.units(id).areAvailableHeldSold(7, 3, 0);
        assertThat(done(sales.replace(id, Lamps.terms(now, 3, 2), 1)).stock().available()).isZero();
        ledger.units(id).areAvailableHeldSold(0, 3, 0);
        done(sales.replace(id, Lamps.terms(now, 5, 2), 2));
        ledger.units(id).areAvailableHeldSold(2, 3, 0);
    }

    @Test
    void countsAnAllocationAsAStepOfTheStock() {
        done(sales.create(id, terms));
        Sale more = done(sales.replace(id, Lamps.terms(now, 15, 2), 1));

        assertThat(more.stock()).isEqualTo(new StockView(2, 15));
    }

    @Test
    void pausesAndResumes() {
        done(sales.create(id, terms));

        Sale paused = done(sales.pause(id, true));
        assertThat(paused.paused()).isTrue();
        assertThat(paused.revision()).isEqualTo(2);
        assertThat(done(sales.replace(id, Lamps.terms(now, 11, 2), 2)).paused()).isTrue();
        assertThat(done(sales.pause(id, false)).paused()).isFalse();
        ledger.units(id).areAvailableHeldSold(11, 0, 0);
    }

    @Test
    void readsTheCountersOfOneMomentWithTheLifeOfTheLedger() {
        done(sales.create(id, terms));
        awaitOnTheBoard();
        engine.buyer("b1").post("/api/v1/sales/" + id + "/orders", "{\"quantity\":2}").is(201);

        Sales.Counters counters = run(sales.counters(id));

        assertThat(counters)
                .isEqualTo(
                        new Sales.Counters(10, 8, 2, 0, 2, ledger.redis().get("fairgate:epoch")));
        assertThat(counters.balanced()).isTrue();
        assertThat(counters.ledgerEpoch()).matches("[0-9A-Z]{26}");
    }

    @Test
    void passesOverAnIdWhoseSaleWasNeverWritten() {
        ledger.redis().sadd("fairgate:sales", id.value());

        assertThat(run(sales.all().map(Sale::id).collectList())).doesNotContain(id);
        done(sales.create(id, terms));
        assertThat(run(sales.all().map(Sale::id).collectList())).contains(id);
    }

    private long replaced(SaleTerms to, long revision) {
        return done(sales.replace(id, to, revision)).termsVersion();
    }

    private void awaitOnTheBoard() {
        Engine.await(() -> engine.bean(SaleBoard.class).find(id).isPresent());
    }

    private static Sale done(Mono<Written> write) {
        return ((Written.Done) run(write)).sale();
    }

    private static <T> T run(Mono<T> call) {
        return Objects.requireNonNull(call.block(Duration.ofSeconds(10)));
    }
}
