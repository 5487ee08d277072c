package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// Refusals that cost nearly nothing: what they look like, and what they leave alone.
class DoorstepIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Engine engine = Engine.shared();
    private final FakeRisk risk = Engine.risk();
    private final Instant now = engine.bean(LedgerClock.class).instant();
    private final String name = Engine.fresh("buyer");
    private final Caller buyer = engine.buyer(name);

    @Test
    void aBlockedAccountIsNotAskedAboutAgainWhileTheBlockStands() {
        SaleId sale = engine.sell(Lamps.terms(now, 9, 9));
        risk.decide(name, FakeRisk.block(LONG), FakeRisk.block(LONG));

        Answer first = buyer.post(orders(sale), ONE).isProblem(403, "blocked");
        Answer second = buyer.post(orders(sale), ONE).isProblem(403, "blocked");

        assertThat(second.header("X-Fairgate-Decision")).isEqualTo("block");
        assertThat(second.at("/decisionId")).isEqualTo(first.at("/decisionId"));
        assertThat(risk.asked(name)).hasSize(1);
    }

    @Test
    void aBlockIsAboutOneSaleAndOneAccount() {
        SaleId sale = engine.sell(Lamps.terms(now, 9, 9));
        risk.decide(name, FakeRisk.block(LONG));
        buyer.post(orders(sale), ONE).isProblem(403, "blocked");

        buyer.post(orders(engine.sell(Lamps.terms(now, 9, 9))), ONE).is(201);
        engine.buyer(Engine.fresh("buyer")).post(orders(sale), ONE).is(201);
    }

    @Test
    void whatWasBoughtUnderAKeyComesBeforeAStandingBlock() {
        SaleId sale = engine.sell(Lamps.terms(now, 9, 9));
        Caller keyed = buyer.with("Idempotency-Key", "k");
        String order = keyed.post(orders(sale), ONE).is(201).at("/id");
        risk.decide(name, FakeRisk.block(LONG), FakeRisk.block(LONG));
        buyer.post(orders(sale), ONE).isProblem(403, "blocked");

        assertThat(keyed.post(orders(sale), ONE).is(201).at("/id")).isEqualTo(order);
        buyer.with("Idempotency-Key", "other").post(orders(sale), ONE).isProblem(403, "blocked");
        assertThat(risk.asked(name)).hasSize(2);
    }

    @Test
    void aBlockThatMayChangeIsAskedAboutEachTime() {
        SaleId sale = engine.sell(Lamps.terms(now, 9, 9));
        risk.decide(name, FakeRisk.just("block"));
        buyer.post(orders(sale), ONE).isProblem(403, "blocked");

        buyer.post(orders(sale), ONE).is(201);
    }

    @Test
    void refusesWithTheHeadersOfEveryOtherAnswerAndCounts() {
        SaleId sale = engine.sell(Lamps.terms(now, 0, 1));
        double before = soldOutRefusals();

        Answer early = buyer.post(orders(sale), ONE).isProblem(409, "sold-out");
        Answer late =
                buyer.with("Idempotency-Key", "k")
                        .post(orders(sale), ONE)
                        .isProblem(409, "sold-out");

        assertThat(soldOutRefusals() - before).isGreaterThanOrEqualTo(1);
        assertThat(early.text()).isEqualTo(late.text());
        for (String header :
                new String[] {
                    "Content-Type",
                    "Content-Length",
                    "Cache-Control",
                    "Content-Security-Policy",
                    "X-Content-Type-Options",
                    "Referrer-Policy",
                    "Cross-Origin-Opener-Policy"
                }) {
            assertThat(early.header(header)).as(header).isNotNull().isEqualTo(late.header(header));
        }
    }

    @Test
    void keepsNothingOfARequestThatWasAnsweredBeforeItsBodyCame() throws Exception {
        String path = orders(engine.sell(Lamps.terms(now, 0, 1)));
        String body = " ".repeat(20_000) + ONE;
        for (int i = 0; i < 500; i++) {
            buyer.post(path, body).isProblem(409, "sold-out");
        }

        assertThat(instances("reactor.netty.http.server.HttpServerOperations")).isLessThan(100);
    }

    /// How many there are after a full collection.
    private static long instances(String type) throws Exception {
        String histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 3 && row[3].equals(type))
                .mapToLong(row -> Long.parseLong(row[1]))
                .sum();
    }

    @Test
    void leavesOtherMethodsAndAddressesAlone() {
        SaleId sale = engine.sell(Lamps.terms(now, 0, 1));

        buyer.get(orders(sale)).isProblem(405, "method-not-allowed");
        buyer.post(orders(sale) + "/x", ONE).isProblem(404, "not-found");
        buyer.post("/api/v1/sales//orders", ONE).isProblem(404, "not-found");
        buyer.post("/api/v1/sales/%73old/orders", ONE).isProblem(404, "sale-not-found");
    }

    private double soldOutRefusals() {
        return engine.bean(MeterRegistry.class)
                .counter("fairgate.doorstep.refusals", "type", "sold-out")
                .count();
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
