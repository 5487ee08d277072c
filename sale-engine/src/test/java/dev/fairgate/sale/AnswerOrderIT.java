package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which of several refusals a purchase meets: the order of docs/contract, without and with an
/// Idempotency-Key. Each test is named after the step it pins down.
class AnswerOrderIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final String BAD = "{\"quantity\":0}";
    private static final String HUGE = "{\"quantity\":\"" + "1".repeat(70_000) + "\"}";
    private static final String NOWHERE = "/api/v1/sales/nowhere/orders";

    private final Engine engine = Engine.shared();
    private final FakeRisk risk = Engine.risk();
    private final Instant now = engine.bean(LedgerClock.class).instant();
    private final String name = Engine.fresh("buyer");
    private final Caller buyer = engine.buyer(name);
    private final Caller anyone = engine.anyone();

    @Test
    void tooLargeComesBeforeEverything() {
        anyone.post(NOWHERE, HUGE).isProblem(413, "content-too-large");
        keyed(anyone).post(NOWHERE, HUGE).isProblem(413, "content-too-large");
        buyer.post(open(), HUGE).isProblem(413, "content-too-large");
        anyone.post(soldOut(), HUGE).isProblem(413, "content-too-large");
    }

    @Test
    void anUnknownSaleComesBeforeTheToken() {
        anyone.post(NOWHERE, BAD).isProblem(404, "sale-not-found");
        keyed(anyone).post(NOWHERE, BAD).isProblem(404, "sale-not-found");
        engine.admin().post(NOWHERE, BAD).isProblem(404, "sale-not-found");
    }

    @Test
    void publicFactsComeBeforeTheTokenAndTheBody() {
        for (Caller caller : List.of(anyone, engine.bearing("garbage"), engine.admin(), buyer)) {
            caller.post(soldOut(), BAD).isProblem(409, "sold-out");
            caller.post(paused(), BAD).isProblem(409, "sale-paused");
            caller.post(closed(), BAD).isProblem(409, "sale-closed");
            Answer early = caller.post(early(), BAD).isProblem(409, "sale-not-open");
            assertThat(Integer.parseInt(String.valueOf(early.header("Retry-After"))))
                    .isBetween(1, 3600);
        }
        assertThat(risk.asked(name)).isEmpty();
    }

    @Test
    void withAKeyTheTokenComesBeforePublicFacts() {
        for (String path : List.of(soldOut(), paused(), closed(), early())) {
            keyed(anyone).post(path, BAD).isProblem(401, "unauthenticated");
            keyed(engine.bearing("garbage")).post(path, BAD).isProblem(401, "unauthenticated");
        }
    }

    @Test
    void withAKeyTheBodyComesBeforePublicFacts() {
        for (String path : List.of(soldOut(), paused(), closed(), early())) {
            keyed(buyer).post(path, BAD).isProblem(400, "invalid-request");
        }
    }

    @Test
    void withAKeyPublicFactsStillComeBeforeTheRiskService() {
        keyed(buyer).post(soldOut(), ONE).isProblem(409, "sold-out");
        keyed(buyer).post(paused(), ONE).isProblem(409, "sale-paused");
        keyed(buyer).post(closed(), ONE).isProblem(409, "sale-closed");
        keyed(buyer).post(early(), ONE).isProblem(409, "sale-not-open");
        assertThat(risk.asked(name)).isEmpty();
    }

    @Test
    void theTokenComesBeforeTheBody() {
        anyone.post(open(), BAD).isProblem(401, "unauthenticated");
        assertThat(anyone.post(open(), ONE).header("WWW-Authenticate")).isEqualTo("Bearer");
        keyed(anyone).post(open(), BAD).isProblem(401, "unauthenticated");
        engine.as(name, "admin", "analyst", "service")
                .post(open(), BAD)
                .isProblem(403, "forbidden");
        engine.as(name).post(open(), BAD).isProblem(403, "forbidden");
    }

    @Test
    void theBodyAndTheKeyComeBeforeTheRiskService() {
        buyer.post(open(), BAD).isProblem(400, "invalid-request");
        buyer.post(open(), "").isProblem(400, "invalid-request");
        for (String key : List.of("k".repeat(256), "a b", "ä", "")) {
            buyer.with("Idempotency-Key", key).post(open(), ONE).isProblem(400, "invalid-request");
        }
        buyer.with("Idempotency-Key", "a", "b").post(open(), ONE).isProblem(400, "invalid-request");
        for (String type : List.of("text/plain", "application/xml", "*/*")) {
            buyer.with("Content-Type", type)
                    .post(open(), ONE)
                    .isProblem(415, "unsupported-media-type");
        }
        buyer.post(open()).isProblem(415, "unsupported-media-type");
        assertThat(risk.asked(name)).isEmpty();
    }

    @Test
    void whatWasBoughtUnderAKeyComesBeforePublicFacts() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1));
        String order = keyed(buyer).post(orders(sale), ONE).is(201).at("/id");
        engine.admin().post("/api/v1/admin/sales/" + sale + "/pause").is(200);
        buyer.post(orders(sale), ONE).isProblem(409, "sale-paused");

        Answer again = keyed(buyer).post(orders(sale), ONE).is(201);

        assertThat(again.at("/id")).isEqualTo(order);
        assertThat(risk.asked(name)).hasSize(1);
        keyed(buyer)
                .post(orders(sale), "{\"quantity\":3}")
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void theRiskServiceComesBeforeTheLimit() {
        String sale = open();
        buyer.post(sale, ONE).is(201);
        risk.decide(name, FakeRisk.just("block"));

        buyer.post(sale, ONE).isProblem(403, "blocked");
        buyer.post(sale, ONE).isProblem(409, "limit-reached");
    }

    @Test
    void pausedComesBeforeSoldOutAndTheEndBeforeBoth() {
        SaleId sale = engine.sell(Lamps.terms(now, 0, 1));
        engine.admin().post("/api/v1/admin/sales/" + sale + "/pause").is(200);
        anyone.post(orders(sale), ONE).isProblem(409, "sale-paused");

        SaleId over =
                engine.sell(
                        Lamps.open(
                                Lamps.terms(now, 0, 1), now.minusSeconds(9), now.minusSeconds(5)));
        engine.admin().post("/api/v1/admin/sales/" + over + "/pause").is(200);
        anyone.post(orders(over), ONE).isProblem(409, "sale-closed");
    }

    private static Caller keyed(Caller caller) {
        return caller.with("Idempotency-Key", "k");
    }

    private String open() {
        return orders(engine.sell(Lamps.terms(now, 5, 1)));
    }

    private String soldOut() {
        return orders(engine.sell(Lamps.terms(now, 0, 1)));
    }

    private String paused() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        engine.admin().post("/api/v1/admin/sales/" + sale + "/pause").is(200);
        return orders(sale);
    }

    private String closed() {
        SaleTerms terms = Lamps.terms(now, 5, 1);
        return orders(engine.sell(Lamps.open(terms, now.minusSeconds(9), now.minusSeconds(5))));
    }

    private String early() {
        SaleTerms terms = Lamps.terms(now, 5, 1);
        return orders(engine.sell(Lamps.open(terms, now.plusSeconds(100), now.plusSeconds(200))));
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
