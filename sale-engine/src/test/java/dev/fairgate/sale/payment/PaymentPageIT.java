package dev.fairgate.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.Signed;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A provider that takes its time: the buyer goes on to a page, and an event tells the end.
class PaymentPageIT {

    private static final String SECRET = "a-secret-of-thirty-two-characters!";
    private static final LedgerRedis LEDGER = LedgerRedis.shared();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(
                    LEDGER.port(),
                    RISK.address(),
                    "--fairgate.payments.secret=" + SECRET,
                    "--fairgate.payments.page=https://pay.example/checkout?shop=1",
                    "--fairgate.risk.deadline=2s");

    private final Instant now = ENGINE.bean(LedgerClock.class).instant();
    private final String account = Engine.fresh("a");
    private final Caller buyer = ENGINE.buyer(account);

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
    }

    @Test
    void sendsTheBuyerOnAndWaitsForTheEvent() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 2));
        String order = buy(sale, 2);

        for (int i = 0; i < 2; i++) {
            Answer pending = pay(order).is(202);
            Contract.assertValid("payment-pending", pending.text());
            assertThat(pending.at("/status")).isEqualTo("held");
            assertThat(pending.at("/paymentUrl"))
                    .isEqualTo(
                            "https://pay.example/checkout?shop=1&orderId=%s&accountId=%s&amount=9800&currency=EUR"
                                    .formatted(order, account));
        }
        LEDGER.units(sale).areAvailableHeldSold(3, 2, 0);

        String event =
                Contract.goldenTree("payment-event")
                        .asObject()
                        .put("orderId", order)
                        .put("accountId", account)
                        .set("amount", Contract.tree("{\"amount\":9800,\"currency\":\"EUR\"}"))
                        .toString();
        Instant signedAt = ENGINE.bean(LedgerClock.class).instant();
        ENGINE.anyone()
                .with("Fairgate-Signature", Signed.header(SECRET, signedAt, event))
                .post("/api/v1/payments/events", event)
                .is(200);
        assertThat(pay(order).is(200).at("/status")).isEqualTo("paid");
        LEDGER.units(sale).areAvailableHeldSold(3, 0, 2);
    }

    @Test
    void startsNoPaymentOfWhatIsNotHeldAnyMore() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 5, Duration.ofSeconds(1)));
        String lapsing = buy(sale, 1);
        String cancelled = buy(sale, 1);
        buyer.delete("/api/v1/orders/" + cancelled).is(200);

        pay(cancelled).isProblem(409, "order-cancelled");
        Engine.await(() -> pay(lapsing).status() != 202);
        pay(lapsing).isProblem(409, "order-lapsed");
        ENGINE.buyer("mallory")
                .post("/api/v1/orders/" + lapsing + "/payment")
                .isProblem(404, "order-not-found");
        pay(sale + ".01KAPZ9E00ABCDEFGHJKMNPQRS").isProblem(404, "order-not-found");
    }

    @Test
    void startsNoPaymentOfAHoldThatIsOverAndNotYetLapsed() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 5));
        String order = buy(sale, 1);
        String ulid = order.substring(sale.value().length() + 1);
        String key = sale.tag() + ":orders:" + account;
        LEDGER.redis().zrem(sale.tag() + ":holds", ulid + ":" + account);
        String[] row = Objects.requireNonNull(LEDGER.redis().hget(key, ulid)).split("\\|", -1);
        row[6] = row[5]; // to be paid by the moment it was made
        LEDGER.redis().hset(key, ulid, String.join("|", row));

        pay(order).isProblem(409, "order-lapsed");
        LEDGER.units(sale).areAvailableHeldSold(4, 1, 0);
    }

    @Test
    void linksToThePaymentFromTheOrdersPage() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 2));
        String order = buy(sale, 1);
        Caller person = signedIn();
        Answer page = person.get("/orders/" + order).isHtml(200);
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.text());
        assertThat(csrf.find()).isTrue();

        Answer next = person.form("/orders/" + order + "/payment", Map.of("csrf", csrf.group(1)));
        assertThat(next.isHtml(200).text())
                .contains(
                        "href=\"https://pay.example/checkout?shop", "Go on to the payment", order);
    }

    private Caller signedIn() {
        Answer form = ENGINE.anyone().get("/login").isHtml(200);
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(form.text());
        Map<String, String> fields =
                csrf.find()
                        ? Map.of("name", account, "csrf", csrf.group(1))
                        : Map.of("name", account);
        Answer in = ENGINE.anyone().form("/login", fields).is(303);
        String session =
                Objects.requireNonNull(in.cookies().getFirst("fairgate"), in.text()).getValue();
        return ENGINE.anyone().with("Cookie", "fairgate=" + session);
    }

    private Answer pay(String order) {
        return buyer.post("/api/v1/orders/" + order + "/payment");
    }

    private String buy(SaleId sale, int quantity) {
        RISK.decide(account, FakeRisk.proceed(Duration.ofSeconds(10), Duration.ofSeconds(5)));
        return buyer.post(
                        "/api/v1/sales/" + sale + "/orders",
                        "{\"quantity\":%d}".formatted(quantity))
                .is(201)
                .at("/id");
    }
}
