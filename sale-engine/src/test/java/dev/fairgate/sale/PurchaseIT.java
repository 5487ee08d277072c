package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import dev.fairgate.sale.sale.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `POST /api/v1/sales/{saleId}/orders`: what each step answers.
class PurchaseIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final String KEY = "Idempotency-Key";

    private final Engine engine = Engine.shared();
    private final FakeRisk risk = Engine.risk();
    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Instant now = engine.bean(LedgerClock.class).instant();
    private final String name = Engine.fresh("buyer");
    private final Caller buyer = engine.buyer(name);

    @AfterEach
    void recover() {
        risk.recover();
    }

    @Test
    void answersWithTheOrderOfTheContract() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 1));

        Answer answer = buyer.post(orders(sale), Contract.golden("purchase")).is(201);

        Contract.assertValid("order", answer.text());
        assertThat(answer.at("/id")).startsWith(sale + ".");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/orders/" + answer.at("/id"));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Idempotency-Replayed")).isNull();
        assertThat(answer.at("/accountId")).isEqualTo(name);
        assertThat(answer.at("/status")).isEqualTo("held");
        Answer read = buyer.get("/api/v1/orders/" + answer.at("/id")).is(200);
        assertThat(read.json()).isEqualTo(answer.json());
        ledger.units(sale).areAvailableHeldSold(9, 1, 0);
    }

    @Test
    void tellsTheRiskServiceWhatItKnows() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 1));

        buyer.with("X-Forwarded-For", "6.6.6.6, 192.0.2.17")
                .with("Forwarded", "for=7.7.7.7")
                .with("X-Real-IP", "8.8.8.8")
                .with("User-Agent", "Lamp/1.0")
                .with("X-Fairgate-Device", "app-1")
                .post(orders(sale), Contract.golden("purchase"))
                .is(201);

        JsonNode asked = risk.asked(name).getFirst();
        Contract.assertValid("assessment-request", asked.toString());
        assertThat(asked.path("saleId").asString()).isEqualTo(sale.value());
        assertThat(asked.path("termsVersion").intValue()).isEqualTo(1);
        assertThat(asked.path("clientAddress").asString()).isEqualTo("192.0.2.17");
        assertThat(asked.path("userAgent").asString()).isEqualTo("Lamp/1.0");
        assertThat(asked.path("deviceId").asString()).isEqualTo("app-1");
        assertThat(asked.path("registeredAt").asString()).isEqualTo("2025-06-15T15:06:40Z");
        assertThat(asked.path("quantity").intValue()).isEqualTo(1);
        assertThat(asked.path("telemetry"))
                .isEqualTo(Contract.goldenTree("purchase").path("telemetry"));
        assertThat(asked.path("challenge"))
                .isEqualTo(Contract.goldenTree("purchase").path("challenge"));
        assertThat(asked.path("headerNames").toString()).containsIgnoringCase("user-agent");
        assertThat(Duration.between(Instant.parse(asked.path("now").asString()), now).abs())
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void tellsTheRiskServiceHowItEnded() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 1));
        risk.decide(name, FakeRisk.just("block"), FakeRisk.proceed());
        buyer.post(orders(sale), ONE).isProblem(403, "blocked");
        buyer.post(orders(sale), ONE).is(201);

        Engine.await(() -> risk.finished(name).size() == 2);

        assertThat(risk.finished(name))
                .extracting(it -> it.path("status").intValue())
                .containsExactly(403, 201);
        assertThat(risk.finished(name))
                .extracting(it -> it.path("requestId").asString())
                .containsExactlyElementsOf(
                        risk.asked(name).stream()
                                .map(it -> it.path("requestId").asString())
                                .toList());
    }

    @Test
    void passesAChallengeOn() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 1));
        risk.decide(name, FakeRisk.challenge("c-1", "proof_of_work"));

        Answer answer = buyer.post(orders(sale), ONE).isProblem(428, "challenge-required");

        Contract.assertValid("problem-challenge-required", answer.text());
        assertThat(answer.header("X-Fairgate-Decision")).isEqualTo("challenge");
        assertThat(answer.at("/challenge/id")).isEqualTo("c-1");
        assertThat(answer.at("/decisionId")).matches("[0-9A-Z]{26}");
        ledger.units(sale).areAvailableHeldSold(10, 0, 0);
    }

    @Test
    void refusesAsTheRiskServiceDecides() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 1));
        risk.decide(
                name,
                FakeRisk.just("block"),
                FakeRisk.throttle(Duration.ofMillis(1800)),
                FakeRisk.just("in-flight"),
                FakeRisk.just("not-eligible"));

        Answer blocked = buyer.post(orders(sale), ONE).isProblem(403, "blocked");
        assertThat(blocked.header("X-Fairgate-Decision")).isEqualTo("block");
        Answer throttled = buyer.post(orders(sale), ONE).isProblem(429, "too-many-requests");
        Contract.assertValid("problem-too-many-requests", throttled.text());
        assertThat(throttled.header("Retry-After")).isEqualTo("2");
        assertThat(throttled.header("RateLimit")).isEqualTo("\"purchase\";r=0;t=2");
        Answer flying = buyer.post(orders(sale), ONE).isProblem(409, "request-in-flight");
        assertThat(flying.header("Retry-After")).isEqualTo("1");
        buyer.post(orders(sale), ONE).isProblem(403, "not-eligible");
        ledger.units(sale).areAvailableHeldSold(10, 0, 0);
    }

    @Test
    void namesTheOrdersOfWhoHasEnough() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 1));
        String order = buyer.post(orders(sale), ONE).is(201).at("/id");

        Answer answer = buyer.post(orders(sale), ONE).isProblem(409, "limit-reached");

        Contract.assertValid("problem-limit-reached", answer.text());
        assertThat(answer.json().path("orderIds").toString()).isEqualTo("[\"" + order + "\"]");
        ledger.units(sale).areAvailableHeldSold(9, 1, 0);
    }

    @Test
    void givesTheSameOrderToTheSameKey() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1));
        Caller keyed = buyer.with(KEY, "k");
        Answer first = keyed.post(orders(sale), ONE).is(201);
        int asked = risk.asked(name).size();

        Answer again = keyed.post(orders(sale), ONE).is(201);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(risk.asked(name)).hasSize(asked);
        keyed.post(orders(sale), "{\"quantity\":2}").isProblem(422, "idempotency-key-reused");
        ledger.units(sale).areAvailableHeldSold(0, 1, 0);
    }

    @Test
    void keepsKeysOfTwoAccountsApart() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        String first = buyer.with(KEY, "k").post(orders(sale), ONE).is(201).at("/id");

        Answer other =
                engine.buyer(Engine.fresh("b")).with(KEY, "k").post(orders(sale), ONE).is(201);

        assertThat(other.at("/id")).isNotEqualTo(first);
    }

    @Test
    void remembersNoRefusalUnderAKey() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1));
        risk.decide(name, FakeRisk.just("block"));
        Caller keyed = buyer.with(KEY, "k");

        keyed.post(orders(sale), ONE).isProblem(403, "blocked");
        keyed.post(orders(sale), ONE).is(201);
    }

    @Test
    void asksOnceMoreWhenTheTicketCameTooLate() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1));
        Function<JsonNode, String> late =
                FakeRisk.proceed(Duration.ofSeconds(9), Duration.ofSeconds(-4));
        risk.decide(name, late, FakeRisk.proceed());
        buyer.post(orders(sale), ONE).is(201);
        assertThat(risk.asked(name)).hasSize(2);

        String other = Engine.fresh("b");
        SaleId second = engine.sell(Lamps.terms(now, 1, 1));
        risk.decide(other, late, late, FakeRisk.proceed());
        engine.buyer(other).post(orders(second), ONE).isProblem(503, "overloaded");
        assertThat(risk.asked(other)).hasSize(2);
        ledger.units(second).areAvailableHeldSold(1, 0, 0);
    }

    @Test
    void asksOnceMoreWhenTermsChangedButNotThePrice() {
        SaleTerms terms = Lamps.terms(now, 5, 1);
        SaleId sale = engine.sell(terms);
        risk.decide(name, whileItThinks(() -> change(sale, Lamps.terms(now, 5, 2))));

        buyer.post(orders(sale), ONE).is(201);

        assertThat(risk.asked(name))
                .extracting(it -> it.path("termsVersion").intValue())
                .containsExactly(1, 2);
        ledger.units(sale).areAvailableHeldSold(4, 1, 0);
    }

    @Test
    void showsTheNewTermsWhenThePriceChanged() {
        SaleTerms terms = Lamps.terms(now, 5, 1);
        SaleId sale = engine.sell(terms);
        risk.decide(
                name,
                whileItThinks(() -> change(sale, Lamps.priced(terms, new Price(9900, "EUR")))));

        Answer answer = buyer.post(orders(sale), ONE).isProblem(409, "sale-changed");

        assertThat(answer.json().at("/sale/price/amount").intValue()).isEqualTo(9900);
        assertThat(answer.json().at("/sale/termsVersion").intValue()).isEqualTo(2);
        ledger.units(sale).areAvailableHeldSold(5, 0, 0);
    }

    @Test
    void sellsNothingWhenItWasPausedWhileTheRiskServiceThought() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        risk.decide(
                name,
                whileItThinks(
                        () ->
                                engine.admin()
                                        .post("/api/v1/admin/sales/" + sale + "/pause")
                                        .is(200)));

        buyer.post(orders(sale), ONE).isProblem(409, "sale-paused");
        ledger.units(sale).areAvailableHeldSold(5, 0, 0);
    }

    @Test
    void sellsNothingWithoutAnAnswerOfTheRiskService() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 5));
        for (int broken : List.of(500, 401, 0)) {
            risk.answersWith(broken);
            buyer.post(orders(sale), ONE).isProblem(503, "risk-unavailable");
        }
        ledger.units(sale).areAvailableHeldSold(5, 0, 0);

        risk.recover();
        Engine.await(() -> buyer.post(orders(sale), ONE).status() == 201);
        ledger.units(sale).areAvailableHeldSold(4, 1, 0);
    }

    private static Function<JsonNode, String> whileItThinks(Runnable happens) {
        return question -> {
            happens.run();
            return FakeRisk.proceed().apply(question);
        };
    }

    /// As an admin at another node would: this node does not know yet.
    private void change(SaleId sale, SaleTerms terms) {
        Objects.requireNonNull(
                engine.bean(Sales.class).replace(sale, terms, 1).block(Duration.ofSeconds(5)));
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
