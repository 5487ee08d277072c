package dev.fairgate.sale.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The risk service hears what became of every order, at least once, in its order.
class OutcomeReportsIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE = Engine.start(LEDGER.port(), RISK.address());

    private final String account = Engine.fresh("a");
    private final Caller buyer = ENGINE.buyer(account);

    @AfterEach
    void recover() {
        RISK.recover();
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
    }

    @Test
    void tellsThatAnOrderIsHeldAndPaid() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 10, 2));
        Answer order = buyer.post(orders(sale), ONE).is(201);
        buyer.post("/api/v1/orders/" + order.at("/id") + "/payment").is(200);

        Engine.await(() -> told().size() == 2);
        assertThat(told()).containsExactly("held", "paid");
        JsonNode held = RISK.outcomes(account).getFirst();
        assertThat(held.path("saleId").asString()).isEqualTo(sale.value());
        assertThat(held.path("decisionId").asString()).isNotEmpty();
        assertThat(Instant.parse(held.path("at").asString()))
                .isEqualTo(Instant.parse(order.at("/createdAt")));
        assertThat(held.path("orderId").asString()).isEqualTo(order.at("/id"));
        assertThat(held.has("paymentReference")).isFalse();
        JsonNode paid = RISK.outcomes(account).getLast();
        assertThat(paid.path("orderId").asString()).isEqualTo(order.at("/id"));
        assertThat(paid.path("paymentReference").asString()).isNotEmpty();
    }

    @Test
    void tellsThatMoneyIsDueBack() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 10, 2));
        Answer order = buyer.post(orders(sale), ONE).is(201);
        buyer.delete("/api/v1/orders/" + order.at("/id")).is(200);
        OrderId id = OrderId.parse(order.at("/id")).orElseThrow();
        ENGINE.bean(Stock.class).captured(id, account, "p1").block(Duration.ofSeconds(5));

        Engine.await(() -> told().size() == 3);
        assertThat(told()).containsExactly("held", "cancelled", "refund_due");
    }

    @Test
    void tellsLaterWhenTheRiskServiceWasAway() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 10, 2));
        Answer order = buyer.post(orders(sale), ONE).is(201);
        Engine.await(() -> told().size() == 1);
        RISK.answersWith(503);
        int refused = RISK.refusedOutcomes();
        buyer.post("/api/v1/orders/" + order.at("/id") + "/payment").is(200);
        Engine.await(() -> RISK.refusedOutcomes() > refused);
        assertThat(LEDGER.redis().xpending(events(sale), "outcomes").getCount()).isPositive();
        assertThat(told()).containsExactly("held");

        RISK.recover();
        Engine.await(() -> told().contains("paid"));
        Engine.await(() -> LEDGER.redis().xpending(events(sale), "outcomes").getCount() == 0);
    }

    @Test
    void passesOverWhatIsRefusedForEver() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 10, 2));
        RISK.answersWith(400);
        Answer order = buyer.post(orders(sale), ONE);
        assertThat(order.status()).isEqualTo(503); // nobody is let through meanwhile either
        RISK.recover();
        buyer.post(orders(sale), ONE).is(201);

        Engine.await(() -> told().contains("held"));
        assertThat(told()).containsExactly("held");
    }

    private List<String> told() {
        return RISK.outcomes(account).stream().map(it -> it.path("outcome").asString()).toList();
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }

    private static String events(SaleId sale) {
        return sale.tag() + ":events";
    }
}
