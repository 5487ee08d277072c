package dev.fairgate.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Desk;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.servers.FaultProxy.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/// Many holds taken back at once, by an admin, from an engine with real stores.
@ExtendWith(OutputCaptureExtension.class)
class CancellationsIT {

    private static final String REASON = "one campaign";

    private final SaleId sale = Desk.sell(20, 2);
    private final Caller admin = Desk.ENGINE.admin();
    private final String buyer = Engine.fresh("a");
    private final String other = Engine.fresh("b");

    @AfterEach
    void recover() {
        Desk.WAY.inject(Fault.NONE);
    }

    @Test
    void cancelsWhatIsHeldAndListsTheRest(CapturedOutput output) {
        String first = Desk.buy(sale, buyer);
        String second = Desk.buy(sale, other);
        String paid = Desk.buy(sale, other);
        String gone = Desk.buy(sale, buyer);
        Desk.ENGINE.buyer(other).post("/api/v1/orders/" + paid + "/payment").is(200);
        Desk.ENGINE.buyer(buyer).delete("/api/v1/orders/" + gone).is(200);
        Desk.awaitArchived(first, "held");
        Desk.awaitArchived(second, "held");
        Desk.awaitArchived(paid, "paid");
        Desk.awaitArchived(gone, "cancelled");
        String never = sale + "." + UlidCreator.getUlid();
        List<String> all = List.of(second, paid, never, first, gone, second);

        Answer would = cancel(all, REASON, true).is(200);
        assertThat(would.json().path("dryRun").asBoolean()).isTrue();
        Desk.LEDGER.units(sale).areAvailableHeldSold(17, 2, 1);
        Answer done = cancel(all, REASON, false).is(200);
        for (Answer answer : List.of(would, done)) {
            Contract.assertValid("cancellations", answer.text());
            assertThat(list(answer, "cancelled")).containsExactly(second, first);
            assertThat(list(answer, "refundNeeded")).containsExactly(paid);
            assertThat(list(answer, "unchanged")).containsExactly(gone);
            assertThat(list(answer, "unknown")).containsExactly(never);
        }
        Desk.LEDGER.units(sale).areAvailableHeldSold(19, 0, 1);
        assertThat(Desk.status(first, buyer)).isEqualTo("cancelled");
        assertThat(Desk.status(paid, other)).isEqualTo("paid");
        assertThat(output)
                .contains("chief would cancel orders of " + sale + ": \"one campaign\"")
                .contains("chief cancels orders of " + sale + ": \"one campaign\"")
                .contains("Cancelled [" + second + ", " + first + "], refund needed 1");

        Answer again = cancel(all, REASON, false).is(200);
        assertThat(list(again, "cancelled")).isEmpty();
        assertThat(list(again, "unchanged")).containsExactly(second, first, gone);
        Desk.LEDGER.units(sale).areAvailableHeldSold(19, 0, 1);
    }

    @Test
    void takesAThousandAndNotOneMore() {
        List<String> thousand = never(1000);

        assertThat(list(cancel(thousand, REASON, false).is(200), "unknown")).hasSize(1000);
        cancel(never(1001), REASON, false).isProblem(400, "invalid-request");
        cancel(List.of(), REASON, false).isProblem(400, "invalid-request");
    }

    @Test
    void takesOrdersOfThisSaleOnly() {
        SaleId another = Desk.sell(5, 2);
        String order = Desk.buy(another, buyer);
        Desk.awaitArchived(order, "held");

        assertThat(
                        cancel(List.of(never(1).getFirst(), order), REASON, false)
                                .isProblem(400, "invalid-request")
                                .at("/detail"))
                .startsWith("orderIds[1]: ");
        Desk.LEDGER.units(another).areAvailableHeldSold(4, 1, 0);
        admin.post(path(new SaleId("nosuch")), body(never(1), REASON, false))
                .isProblem(404, "sale-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"orderIds\":null,\"reason\":\"r\"}",
                "{\"orderIds\":\"x\",\"reason\":\"r\"}",
                "{\"orderIds\":[null],\"reason\":\"r\"}",
                "{\"orderIds\":[7],\"reason\":\"r\"}",
                "{\"orderIds\":[\"x\"],\"reason\":\"r\"}",
                "{\"orderIds\":[\"$\"]}",
                "{\"orderIds\":[\"$\"],\"reason\":null}",
                "{\"orderIds\":[\"$\"],\"reason\":\"\"}",
                "{\"orderIds\":[\"$\"],\"reason\":\"   \"}",
                "{\"orderIds\":[\"$\"],\"reason\":\"a\\nb\"}",
                "{\"orderIds\":[\"$\"],\"reason\":\"a\\u2028b\"}",
                "{\"orderIds\":[\"$\"],\"reason\":\"a\\u202eb\"}",
                "{\"orderIds\":[\"$\"],\"reason\":7}",
                "{\"orderIds\":[\"$\"],\"reason\":\"r\",\"dryRun\":\"true\"}",
                "{\"orderIds\":[\"$\"],\"reason\":\"r\",\"dryRun\":1}",
                "{\"orderIds\":[\"$\"],\"reason\":\"r\",\"dry\":true}"
            })
    void refusesABodyThatDoesNotSayWhatIsWanted(String body) {
        String order = Desk.buy(sale, buyer);
        Desk.awaitArchived(order, "held");

        admin.post(path(sale), body.replace("$", order)).isProblem(400, "invalid-request");
        Desk.LEDGER.units(sale).areAvailableHeldSold(19, 1, 0);
    }

    @Test
    void bindsReasonAndBodyToALength() {
        cancel(never(1), "r".repeat(200), true).is(200);
        cancel(never(1), "r".repeat(201), true).isProblem(400, "invalid-request");
        cancel(never(1), "r".repeat(140_000), true).isProblem(413, "content-too-large");
        admin.with("Content-Type", "text/plain")
                .post(path(sale), "{}")
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void isForAdminsOnly() {
        String body = body(never(1), REASON, true);

        Desk.ENGINE.anyone().post(path(sale), body).isProblem(401, "unauthenticated");
        for (String role : List.of("buyer", "analyst", "service")) {
            Desk.ENGINE.as("someone", role).post(path(sale), body).isProblem(403, "forbidden");
        }
    }

    @Test
    void doesNothingWithoutPostgres() {
        String order = Desk.buy(sale, buyer);
        Desk.awaitArchived(order, "held");
        Desk.WAY.inject(Fault.REFUSE);

        cancel(List.of(order), REASON, false).isProblem(503, "archive-unavailable");
        Desk.LEDGER.units(sale).areAvailableHeldSold(19, 1, 0);
        Desk.WAY.inject(Fault.NONE);
        Engine.await(() -> cancel(List.of(order), REASON, false).status() == 200);
        Desk.LEDGER.units(sale).areAvailableHeldSold(20, 0, 0);

        Engine without = Engine.shared();
        SaleId there = without.sell(Lamps.terms(Desk.now(), 5, 1));
        without.admin()
                .post(
                        path(there),
                        body(
                                List.of(
                                        there
                                                + never(1).getFirst()
                                                        .substring(sale.value().length())),
                                REASON,
                                false))
                .isProblem(503, "archive-unavailable");
    }

    private List<String> never(int count) {
        return IntStream.range(0, count).mapToObj(i -> sale + "." + UlidCreator.getUlid()).toList();
    }

    private Answer cancel(List<String> orders, String reason, boolean dryRun) {
        return admin.post(path(sale), body(orders, reason, dryRun));
    }

    private static String body(List<String> orders, String reason, boolean dryRun) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("reason", reason)
                .put("dryRun", dryRun)
                .set("orderIds", JsonMapper.shared().valueToTree(orders))
                .toString();
    }

    private static String path(SaleId sale) {
        return "/api/v1/admin/sales/" + sale + "/cancellations";
    }

    private static List<String> list(Answer answer, String name) {
        return answer.json().path(name).valueStream().map(it -> it.asString()).toList();
    }
}
