package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// One's own orders: list, read, pay, cancel, lapse.
class OrdersIT {

    private static final String ONE = "{\"quantity\":1}";

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
    void listsNewestFirstWithACursor() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 10));
        List<String> bought =
                IntStream.range(0, 3)
                        .mapToObj(i -> buyer.post(orders(sale), ONE).is(201).at("/id"))
                        .toList()
                        .reversed();

        Answer first = buyer.get("/api/v1/orders?limit=2").is(200);
        Answer rest = buyer.get("/api/v1/orders?limit=2&cursor=" + first.at("/next")).is(200);

        assertThat(ids(first)).containsExactlyElementsOf(bought.subList(0, 2));
        assertThat(ids(rest)).containsExactly(bought.get(2));
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(buyer.get("/api/v1/orders").is(200).json().path("items").size()).isEqualTo(3);
        for (String query :
                List.of(
                        "limit=0",
                        "limit=-1",
                        "limit=1.0",
                        "limit=9999",
                        "limit=a",
                        "cursor=%00",
                        "cursor={x}",
                        "cursor=../")) {
            String encoded = query.replace("{", "%7b").replace("}", "%7d");
            buyer.get("/api/v1/orders?" + encoded).isProblem(400, "invalid-request");
        }
    }

    @Test
    void paysAndCancelsOnesOwnOrdersOnly() {
        SaleId sale = engine.sell(Lamps.terms(now, 10, 10));
        risk.decide(name, old(), old());
        String paid = "/api/v1/orders/" + buyer.post(orders(sale), ONE).is(201).at("/id");
        String cancelled = "/api/v1/orders/" + buyer.post(orders(sale), ONE).is(201).at("/id");
        Caller other = engine.buyer(Engine.fresh("b"));

        other.get(paid).isProblem(404, "order-not-found");
        other.delete(paid).isProblem(404, "order-not-found");
        other.post(paid + "/payment").isProblem(404, "order-not-found");
        Answer pay = buyer.post(paid + "/payment").is(200);
        Contract.assertValid("order", pay.text());
        assertThat(pay.at("/status")).isEqualTo("paid");
        assertThat(buyer.post(paid + "/payment").is(200).json()).isEqualTo(pay.json());
        buyer.delete(paid).isProblem(409, "order-paid");
        assertThat(buyer.delete(cancelled).is(200).at("/status")).isEqualTo("cancelled");
        assertThat(buyer.delete(cancelled).is(200).at("/status")).isEqualTo("cancelled");
        buyer.post(cancelled + "/payment").isProblem(409, "order-cancelled");
        ledger.units(sale).areAvailableHeldSold(9, 0, 1);
    }

    @Test
    void lapsesAnUnpaidHoldByItselfAndSellsItsUnitAgain() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1, Duration.ofSeconds(1)));
        String order = buyer.post(orders(sale), ONE).is(201).at("/id");
        Caller next = engine.buyer(Engine.fresh("b"));
        next.post(orders(sale), ONE).isProblem(409, "sold-out");

        Engine.await(() -> next.post(orders(sale), ONE).status() == 201);

        assertThat(buyer.get("/api/v1/orders/" + order).is(200).at("/status")).isEqualTo("lapsed");
        buyer.post("/api/v1/orders/" + order + "/payment").isProblem(409, "order-lapsed");
        ledger.units(sale).areAvailableHeldSold(0, 1, 0);
    }

    @Test
    void lapsesAHoldBehindManyThatAreNoOrders() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1, Duration.ofSeconds(1)));
        String holds = sale.tag() + ":holds";
        List<String> broken =
                IntStream.range(0, 40).mapToObj(i -> UlidCreator.getUlid().toString()).toList();
        for (String ulid : broken) {
            ledger.redis().hset(sale.tag() + ":orders:" + name, ulid, "1|no|order");
            ledger.redis().zadd(holds, 1, ulid + ":" + name);
        }
        Caller other = engine.buyer(Engine.fresh("b"));
        String order = "/api/v1/orders/" + other.post(orders(sale), ONE).is(201).at("/id");

        Engine.await(() -> "lapsed".equals(other.get(order).at("/status")));

        String first = "/api/v1/orders/" + sale + "." + broken.getFirst();
        buyer.get(first).isProblem(500, "internal-error");
        ledger.units(sale).areAvailableHeldSold(1, 0, 0);
        ledger.redis().del(holds); // or every sweep would speak of them
    }

    private static Function<JsonNode, String> old() {
        return FakeRisk.proceed(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    private static List<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(it -> it.path("id").asString()).toList();
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
