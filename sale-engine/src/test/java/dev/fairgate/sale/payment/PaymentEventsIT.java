package dev.fairgate.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Desk;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.Signed;
import dev.fairgate.sale.sale.SaleId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the provider says, over HTTP, to an engine with real stores.
@ExtendWith(OutputCaptureExtension.class)
class PaymentEventsIT {

    private static final String PATH = "/api/v1/payments/events";

    private final String account = Engine.fresh("a");
    private final Caller provider = Desk.ENGINE.anyone();

    @AfterEach
    void recover() {
        Desk.RISK.recover();
    }

    @Test
    void paysAHeldOrderOnceHoweverOftenItIsSaid() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        String event = event("captured", order, "p1");
        Contract.assertValid("payment-event", event);

        for (int i = 0; i < 3; i++) {
            Answer answer = tell(event).is(200);
            Contract.assertValid("payment-result", answer.text());
            assertThat(answer.at("/result")).isEqualTo("paid");
        }
        assertThat(Desk.status(order, account)).isEqualTo("paid");
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 0, 1);
        assertThat(row(sale, order)).endsWith("|p1");
    }

    @Test
    void takesTheUnitOfALapsedHoldAgainWhileItIsLeft() {
        SaleId sale = lapsing(1);
        String order = lapsed(sale);

        assertThat(tell(event("captured", order, "p1")).is(200).at("/result")).isEqualTo("paid");
        assertThat(Desk.status(order, account)).isEqualTo("paid");
        Desk.LEDGER.units(sale).areAvailableHeldSold(0, 0, 1);
    }

    @Test
    void owesTheMoneyBackWhenTheUnitIsSomebodyElses(CapturedOutput output) {
        SaleId sale = lapsing(1);
        String order = lapsed(sale);
        String other = Engine.fresh("b");
        tell(event("captured", Desk.buy(sale, other), other, "p0")).is(200);

        for (int i = 0; i < 2; i++) {
            assertThat(tell(event("captured", order, "p1")).is(200).at("/result"))
                    .isEqualTo("refund-due");
        }
        assertThat(Desk.status(order, account)).isEqualTo("refund_due");
        buyer().post("/api/v1/orders/" + order + "/payment").isProblem(409, "order-refund-due");
        Desk.LEDGER.units(sale).areAvailableHeldSold(0, 0, 1);
        assertThat(output).contains("Refund due: payment p1 came too late for " + order);
    }

    @Test
    void owesASecondPaymentBackAndSaysSoLoudly(CapturedOutput output) {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        tell(event("captured", order, "p1")).is(200);
        double before = count("fairgate.payments.double");

        assertThat(tell(event("captured", order, "p2")).is(200).at("/result"))
                .isEqualTo("refund-due");
        assertThat(count("fairgate.payments.double")).isEqualTo(before + 1);
        assertThat(output).contains("payment p2 is one too many for " + order);
        assertThat(row(sale, order)).endsWith("|p1");
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 0, 1);
    }

    @Test
    void knowsThePaymentThatTheEngineItselfHasTakenNoteOf() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        buyer().post("/api/v1/orders/" + order + "/payment").is(200);
        String payment = row(sale, order).replaceAll(".*\\|", "");
        double before = count("fairgate.payments.double");

        assertThat(tell(event("captured", order, payment)).is(200).at("/result")).isEqualTo("paid");
        assertThat(count("fairgate.payments.double")).isEqualTo(before);
    }

    @Test
    void leavesAnOrderHeldWhosePaymentFailed() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);

        assertThat(tell(event("failed", order, "p1")).is(200).at("/result")).isEqualTo("unchanged");
        assertThat(Desk.status(order, account)).isEqualTo("held");
        assertThat(tell(event("captured", order, "p2")).is(200).at("/result")).isEqualTo("paid");
    }

    @ParameterizedTest
    @CsvSource({"4899, EUR", "4901, EUR", "9800, EUR", "0, EUR", "4900, USD"})
    void changesNothingForAnotherAmount(long amount, String currency, CapturedOutput output) {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        double before = count("fairgate.payments.mismatches");
        ObjectNode event = tree("captured", order, account, "p1");
        event.putObject("amount").put("amount", amount).put("currency", currency);

        tell(event.toString()).isProblem(422, "amount-mismatch");
        assertThat(Desk.status(order, account)).isEqualTo("held");
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 1, 0);
        assertThat(count("fairgate.payments.mismatches")).isEqualTo(before + 1);
        assertThat(output).contains("payment p1 of " + amount + " " + currency);
    }

    @Test
    void asksForThePriceTimesTheQuantity() {
        SaleId sale = Desk.sell(5, 3);
        String path = "/api/v1/sales/" + sale + "/orders";
        String order = buyer().post(path, "{\"quantity\":3}").is(201).at("/id");
        ObjectNode event = tree("captured", order, account, "p1");

        tell(event.toString()).isProblem(422, "amount-mismatch");
        event.putObject("amount").put("amount", 14_700).put("currency", "EUR");
        tell(event.toString()).is(200);
        Desk.LEDGER.units(sale).areAvailableHeldSold(2, 0, 3);
    }

    @ParameterizedTest
    @CsvSource({"captured", "failed", "chargeback"})
    void knowsNoOrderOfAnybodyElseAndNoneThatNeverWas(String type) {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        Desk.awaitArchived(order, "held");

        tell(event(type, order, "mallory", "p1")).isProblem(404, "order-not-found");
        tell(event(type, sale + "." + UlidCreator.getUlid(), "p1"))
                .isProblem(404, "order-not-found");
        tell(event(type, "nosale." + UlidCreator.getUlid(), "p1"))
                .isProblem(404, "order-not-found");
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 1, 0);
        assertThat(told("mallory")).isEmpty();
    }

    @Test
    void passesAChargebackOnBeforeItAnswers() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        tell(event("captured", order, "p1")).is(200);

        assertThat(tell(event("chargeback", order, "p1")).is(200).at("/result"))
                .isEqualTo("reported");
        JsonNode chargeback = chargeback(account);
        assertThat(chargeback.path("outcome").asString()).isEqualTo("chargeback");
        assertThat(chargeback.path("saleId").asString()).isEqualTo(sale.value());
        assertThat(chargeback.path("orderId").asString()).isEqualTo(order);
        assertThat(chargeback.path("paymentReference").asString()).isEqualTo("p1");
        assertThat(chargeback.path("at").asString()).isEqualTo("2026-11-22T16:01:12.408Z");
        Engine.await(() -> told(account).contains("held"));
        assertThat(chargeback.path("decisionId"))
                .isEqualTo(Desk.RISK.outcomes(account).getFirst().path("decisionId"));
        assertThat(Desk.status(order, account)).isEqualTo("paid");
    }

    @Test
    void wantsAChargebackAgainWhileTheRiskServiceIsAway() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        Engine.await(() -> told(account).contains("held"));
        Desk.RISK.answersWith(503);

        tell(event("chargeback", order, "p1")).isProblem(503, "risk-unavailable");
        Desk.RISK.answersWith(400);
        tell(event("chargeback", order, "p1")).isProblem(503, "risk-unavailable");
        assertThat(told(account)).doesNotContain("chargeback");
        Desk.RISK.recover();
        tell(event("chargeback", order, "p1")).is(200);
        assertThat(told(account)).contains("chargeback");
    }

    @Test
    void findsTheOrderOfAChargebackInTheArchive() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buyLongAgo(sale, account);
        buyer().delete("/api/v1/orders/" + order).is(200);
        Desk.awaitArchived(order, "cancelled");
        Desk.drop(sale, order, account);

        tell(event("chargeback", order, "mallory", "p1")).isProblem(404, "order-not-found");
        assertThat(tell(event("chargeback", order, "p1")).is(200).at("/result"))
                .isEqualTo("reported");
        assertThat(chargeback(account).path("outcome").asString()).isEqualTo("chargeback");
        // Money cannot settle what the ledger does not have.
        tell(event("captured", order, "p1")).isProblem(404, "order-not-found");
    }

    @Test
    void believesNobodyWhoDoesNotSign() {
        SaleId sale = Desk.sell(5, 2);
        String order = Desk.buy(sale, account);
        String event = event("captured", order, "p1");
        Instant now = Desk.now();
        String good = Signed.header(Desk.SECRET, now, event);

        provider.post(PATH, event).isProblem(401, "invalid-signature");
        Desk.ENGINE.admin().post(PATH, event).isProblem(401, "invalid-signature");
        for (String header :
                List.of(
                        Signed.header("not-the-secret-but-as-long-as-it-is", now, event),
                        Signed.header(Desk.SECRET, now, event + " "),
                        Signed.header(Desk.SECRET, now.minusSeconds(310), event),
                        Signed.header(Desk.SECRET, now.plusSeconds(310), event),
                        good.replace("v1=", "v0="),
                        good.replace("t=", "t=1"),
                        "garbage")) {
            Answer answer = signed(header, event).isProblem(401, "invalid-signature");
            assertThat(answer.at("/detail")).startsWith("Fairgate-Signature: ");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Fairgate-Signature");
        }
        provider.with("Fairgate-Signature", good, good)
                .post(PATH, event)
                .isProblem(401, "invalid-signature");
        signed(Signed.header("wrong-wrong-wrong-wrong-wrong-wrong", now, "{"), "{")
                .isProblem(401, "invalid-signature");
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 1, 0);
    }

    @Test
    void acceptsTheSecretBeforeWhileBothLive() {
        SaleId sale = Desk.sell(5, 2);
        String event = event("captured", Desk.buy(sale, account), "p1");
        Instant now = Desk.now();

        signed(Signed.header(Desk.OLD_SECRET, now, event), event).is(200);
        String wrong = Signed.digest("another-secret-of-32-characters-long", now, event);
        signed(Signed.header(Desk.SECRET, now, event) + ",v1=" + wrong, event).is(200);
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 0, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eventId | null",
                "eventId | 7",
                "eventId | \"\"",
                "eventId | \"a\\nb\"",
                "type | \"refunded\"",
                "type | \"CAPTURED\"",
                "type | null",
                "orderId | \"demo\"",
                "orderId | \"demo.x\"",
                "orderId | \"../x.01KAPZ9E00ABCDEFGHJKMNPQRS\"",
                "accountId | \"Alice\"",
                "accountId | \"a:b\"",
                "accountId | \"\"",
                "paymentId | \"a:b\"",
                "paymentId | \"\"",
                "paymentId | null",
                "amount | 4900",
                "amount | null",
                "amount | {\"amount\":49.0,\"currency\":\"EUR\"}",
                "amount | {\"amount\":\"4900\",\"currency\":\"EUR\"}",
                "amount | {\"amount\":-4900,\"currency\":\"EUR\"}",
                "amount | {\"currency\":\"EUR\"}",
                "amount | {\"amount\":4900}",
                "amount | {\"amount\":4900,\"currency\":\"eur\"}",
                "at | \"yesterday\"",
                "at | 1790000000",
                "at | null"
            })
    void namesTheFieldThatIsWrong(String field, String value) {
        ObjectNode event = tree("captured", "demo.01KAPZ9E00ABCDEFGHJKMNPQRS", account, "p1");
        event.set(field, Contract.tree(value));

        assertThat(tell(event.toString()).isProblem(400, "invalid-request").at("/detail"))
                .startsWith(field);
    }

    @Test
    void refusesBodiesThatAreNoEvent() {
        for (String body :
                List.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "\"x\"",
                        "{}",
                        "{\"type\":\"captured\"}",
                        "{\"amount\":{\"amount\":99999999999999999999}}")) {
            tell(body).isProblem(400, "invalid-request");
        }
        String twice = "{\"eventId\":\"a\",\"eventId\":\"b\"}";
        tell(twice).isProblem(400, "invalid-request");
        tell("{\"x\":\"" + "y".repeat(16 * 1024) + "\"}").isProblem(413, "content-too-large");
        provider.with("Content-Type", "text/plain")
                .post(PATH, "{}")
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void passesOverFieldsThatTheProviderHasBesides() {
        SaleId sale = Desk.sell(5, 2);
        ObjectNode event = tree("captured", Desk.buy(sale, account), account, "p1");
        event.put("livemode", true).putObject("card").put("brand", "x");
        event.withObject("/amount").put("display", "€49.00");

        tell(event.toString()).is(200);
    }

    @Test
    void isNotThereWithoutASecret() {
        String event = event("captured", "demo.01KAPZ9E00ABCDEFGHJKMNPQRS", "p1");

        Engine.shared()
                .anyone()
                .with("Fairgate-Signature", Signed.header(Desk.SECRET, Desk.now(), event))
                .post(PATH, event)
                .isProblem(404, "not-found");
    }

    @Test
    void wantsAnEventAgainWhileTheLedgerIsAway() {
        SaleId sale = Desk.sell(5, 2);
        String event = event("captured", Desk.buy(sale, account), "p1");

        Desk.LEDGER.kill();
        try {
            Engine.await(() -> tell(event).status() == 503);
            tell(event).isProblem(503, "ledger-unavailable");
        } finally {
            Desk.LEDGER.restart();
        }
        Engine.await(() -> tell(event).status() == 200);
        Desk.LEDGER.units(sale).areAvailableHeldSold(4, 0, 1);
    }

    private static SaleId lapsing(long allocation) {
        return Desk.ENGINE.sell(Lamps.terms(Desk.now(), allocation, 1, Duration.ofSeconds(1)));
    }

    private String lapsed(SaleId sale) {
        String order = Desk.buy(sale, account);
        Engine.await(() -> Desk.status(order, account).equals("lapsed"));
        return order;
    }

    private Caller buyer() {
        return Desk.ENGINE.buyer(account);
    }

    private Answer tell(String event) {
        return signed(Signed.header(Desk.SECRET, Desk.now(), event), event);
    }

    private Answer signed(String header, String event) {
        return provider.with("Fairgate-Signature", header).post(PATH, event);
    }

    private String event(String type, String order, String payment) {
        return event(type, order, account, payment);
    }

    private static String event(String type, String order, String account, String payment) {
        return tree(type, order, account, payment).toString();
    }

    private static ObjectNode tree(String type, String order, String account, String payment) {
        return Contract.goldenTree("payment-event")
                .asObject()
                .put("type", type)
                .put("orderId", order)
                .put("accountId", account)
                .put("paymentId", payment);
    }

    private static List<String> told(String account) {
        return Desk.RISK.outcomes(account).stream()
                .map(it -> it.path("outcome").asString())
                .toList();
    }

    private static JsonNode chargeback(String account) {
        return Desk.RISK.outcomes(account).stream()
                .filter(it -> it.path("outcome").asString().equals("chargeback"))
                .findFirst()
                .orElseThrow();
    }

    private String row(SaleId sale, String order) {
        return String.valueOf(
                Desk.LEDGER
                        .redis()
                        .hget(
                                sale.tag() + ":orders:" + account,
                                order.substring(sale.value().length() + 1)));
    }

    private static double count(String meter) {
        return Desk.ENGINE.bean(MeterRegistry.class).get(meter).counter().count();
    }
}
