package dev.fairgate.sale.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Ledger and PostgreSQL are made to differ; what can be mended safely is.
@ExtendWith(OutputCaptureExtension.class)
class ReconcilerIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final OrderDatabase DATABASE = OrderDatabase.shared();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(LEDGER.port(), RISK.address(), DATABASE.settings());

    private final SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 10, 2));
    private final Caller buyer = ENGINE.buyer(Engine.fresh("a"));

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
    }

    @Test
    void showsBothSidesAndNoDifference() {
        String paid = buy();
        buy();
        buyer.post("/api/v1/orders/" + paid + "/payment").is(200);

        Engine.await(() -> audit().at("/database/sold").equals("1"));
        Answer audit = audit();
        assertThat(audit.at("/allocation")).isEqualTo("10");
        assertThat(audit.at("/available")).isEqualTo("8");
        assertThat(audit.at("/balanced")).isEqualTo("true");
        assertThat(audit.at("/database/held")).isEqualTo("1");
        assertThat(audit.at("/database/backlog")).isEqualTo("0");
        assertThat(audit.at("/difference")).isEqualTo("0");
        assertThat(gauge("fairgate.ledger.lost.sales")).isZero();
    }

    @Test
    void writesOrdersWhoseEventsAreGoneFromTheLedger(CapturedOutput output) {
        String kept = buy();
        Engine.await(() -> audit().at("/database/held").equals("1"));
        holdTheWritersBack();
        String lost = buy();
        buyer.delete("/api/v1/orders/" + kept).is(200);
        String key = sale.tag() + ":events";
        Engine.await(() -> LEDGER.redis().del(key) == 0);
        LEDGER.redis().del(sale.tag() + ":lease:archive");

        Engine.await(() -> statusOf(lost).equals("held") && statusOf(kept).equals("cancelled"));
        Engine.await(() -> audit().at("/difference").equals("0"));
        assertThat(output).contains("its orders were written again from the ledger");
    }

    @Test
    void leavesWhatWaitsInTheStreamToTheArchive() {
        holdTheWritersBack();
        String order = buy();
        Instant later = Instant.now().plusSeconds(Reconciler.LOOKS + 3);
        Engine.await(() -> Instant.now().isAfter(later));
        assertThat(statusOf(order)).isEmpty();

        LEDGER.redis().del(sale.tag() + ":lease:archive", sale.tag() + ":lease:outcomes");
        Engine.await(() -> statusOf(order).equals("held"));
    }

    @Test
    void correctsARowThatSomebodyChanged() {
        String order = buy();
        Engine.await(() -> statusOf(order).equals("held"));
        DATABASE.run(
                "UPDATE sale.sale_order SET status = 'cancelled', stock_seq = 1 WHERE order_id = '"
                        + order
                        + "'");
        DATABASE.run("UPDATE sale.sale SET held = 0 WHERE sale_id = '" + sale + "'");
        DATABASE.run("UPDATE sale.sale_account SET units = 0 WHERE sale_id = '" + sale + "'");

        Engine.await(() -> statusOf(order).equals("held"));
        Engine.await(() -> audit().at("/difference").equals("0"));
    }

    @Test
    void putsAHoldBackOnTheScheduleOfLapses() {
        String order = buy();
        Engine.await(() -> statusOf(order).equals("held"));
        String holds = sale.tag() + ":holds";
        assertThat(LEDGER.redis().del(holds)).isEqualTo(1);
        DATABASE.run("UPDATE sale.sale SET held = 0 WHERE sale_id = '" + sale + "'");

        Engine.await(() -> LEDGER.redis().zcard(holds) == 1);
        DATABASE.run("UPDATE sale.sale SET held = 1 WHERE sale_id = '" + sale + "'");
    }

    @Test
    void tellsWhatCannotBeMended() {
        buy();
        Engine.await(() -> audit().at("/database/held").equals("1"));
        DATABASE.run("UPDATE sale.sale SET sold = sold + 3 WHERE sale_id = '" + sale + "'");

        Engine.await(() -> difference() == 3);
        assertThat(audit().at("/difference")).isEqualTo("3");
        DATABASE.run("UPDATE sale.sale SET sold = sold - 3 WHERE sale_id = '" + sale + "'");
        Engine.await(() -> difference() == 0);
    }

    /// Holds the writers back, so that an entry can be lost before anybody reads it.
    private void holdTheWritersBack() {
        LEDGER.redis()
                .psetex(sale.tag() + ":lease:archive", Duration.ofMinutes(1).toMillis(), "nobody");
        LEDGER.redis()
                .psetex(sale.tag() + ":lease:outcomes", Duration.ofMinutes(1).toMillis(), "nobody");
    }

    private String buy() {
        return buyer.post("/api/v1/sales/" + sale + "/orders", ONE).is(201).at("/id");
    }

    private Answer audit() {
        return ENGINE.admin().get("/api/v1/admin/sales/" + sale + "/audit").is(200);
    }

    private static String statusOf(String order) {
        return String.join(
                "", DATABASE.rows("SELECT status FROM sale.sale_order WHERE order_id = ?", order));
    }

    private static double difference() {
        return gauge("fairgate.ledger.difference");
    }

    private static double gauge(String name) {
        return ENGINE.bean(MeterRegistry.class).get(name).gauge().value();
    }
}
