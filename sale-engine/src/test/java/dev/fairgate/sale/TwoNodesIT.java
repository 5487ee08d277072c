package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Two engines on one ledger. Nobody tells them anything: each finds out by reading.
class TwoNodesIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final Engine A = Engine.shared();
    private static final Engine B =
            Engine.start(
                    LedgerRedis.shared().port(),
                    Engine.risk().address(),
                    "--fairgate.risk.deadline=2s");

    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Instant now = A.bean(LedgerClock.class).instant();

    @AfterAll
    static void stop() {
        B.close();
    }

    @Test
    void aUnitGivenBackOnOneIsOnSaleOnTheOtherWithinASecond() {
        SaleId sale = A.sell(Lamps.terms(now, 1, 1));
        Caller first = A.buyer(Engine.fresh("a"));
        Caller second = B.buyer(Engine.fresh("b"));
        String order = first.post(orders(sale), ONE).is(201).at("/id");
        Engine.await(() -> "sold-out".equals(slug(second.post(orders(sale), ONE))));

        long begin = System.nanoTime();
        first.delete("/api/v1/orders/" + order).is(200);
        Engine.await(() -> second.post(orders(sale), ONE).status() == 201);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        ledger.units(sale).areAvailableHeldSold(0, 1, 0);
    }

    @Test
    void aPauseOnOneHoldsOnTheOtherWithinASecond() {
        SaleId sale = A.sell(Lamps.terms(now, 5, 1));
        Caller second = B.anyone();
        Engine.await(() -> second.get("/api/v1/sales/" + sale).status() == 200);

        long begin = System.nanoTime();
        A.admin().post("/api/v1/admin/sales/" + sale + "/pause").is(200);
        Engine.await(() -> "paused".equals(second.get("/api/v1/sales/" + sale).at("/status")));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aKeyUsedOnOneIsKnownOnTheOther() {
        SaleId sale = A.sell(Lamps.terms(now, 5, 1));
        String name = Engine.fresh("a");
        String order =
                A.buyer(name)
                        .with("Idempotency-Key", "k")
                        .post(orders(sale), ONE)
                        .is(201)
                        .at("/id");
        Engine.await(() -> B.anyone().get("/api/v1/sales/" + sale).status() == 200);

        assertThat(
                        B.buyer(name)
                                .with("Idempotency-Key", "k")
                                .post(orders(sale), ONE)
                                .is(201)
                                .at("/id"))
                .isEqualTo(order);
        assertThat(B.buyer(name).get("/api/v1/orders/" + order).is(200).at("/status"))
                .isEqualTo("held");
    }

    @Test
    void aRushOnBothSellsEveryUnitOnce() {
        SaleId sale = A.sell(Lamps.terms(now, 20, 1));
        Engine.await(() -> B.anyone().get("/api/v1/sales/" + sale).status() == 200);

        List<Integer> statuses =
                IntStream.range(0, 60)
                        .parallel()
                        .mapToObj(
                                i ->
                                        (i % 2 == 0 ? A : B)
                                                .buyer(sale + "-" + i)
                                                .post(orders(sale), ONE)
                                                .status())
                        .toList();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(20);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(40);
        ledger.units(sale).areAvailableHeldSold(0, 20, 0);
    }

    @Test
    void bothKeepTheLedgersTime() {
        for (Engine node : List.of(A, B)) {
            List<String> time = ledger.redis().time();
            Instant truth =
                    Instant.ofEpochSecond(
                            Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1000);
            assertThat(Duration.between(truth, node.bean(LedgerClock.class).instant()).abs())
                    .isLessThan(Duration.ofMillis(250));
        }
    }

    private static String slug(Answer answer) {
        return answer.status() < 400 ? "" : answer.at("/type").replace("/problems/", "");
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
