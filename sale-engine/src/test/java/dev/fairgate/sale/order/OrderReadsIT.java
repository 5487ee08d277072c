package dev.fairgate.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Desk;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FaultProxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders read from both stores: the ledger first, PostgreSQL for what it keeps no more.
class OrderReadsIT {

    private static final String ORDERS = "/api/v1/orders";
    private static final String SEARCH = "/api/v1/admin/orders";

    private final String account = Engine.fresh("a");
    private final Caller buyer = Desk.ENGINE.buyer(account);
    private final SaleId sale = Desk.sell(20, 10);

    @AfterEach
    void recover() {
        Desk.WAY.inject(Fault.NONE);
        Desk.RISK.recover();
        Engine.await(this::isComplete); // the pause after a failure is over
    }

    @Test
    void readsAnOrderThatTheLedgerHasDropped() {
        String order = Desk.buyLongAgo(sale, account);
        Answer before = buyer.get(ORDERS + "/" + order).is(200);
        Desk.awaitArchived(order, "held");
        Desk.drop(sale, order, account);

        Answer after = buyer.get(ORDERS + "/" + order).is(200);
        assertThat(after.json()).isEqualTo(before.json());
        Contract.assertValid("order", after.text());
        assertThat(ids(buyer.get(ORDERS).is(200))).containsExactly(order);
        Desk.ENGINE.buyer("mallory").get(ORDERS + "/" + order).isProblem(404, "order-not-found");
        assertThat(ids(Desk.ENGINE.buyer("mallory").get(ORDERS).is(200))).doesNotContain(order);
    }

    @Test
    void believesTheLedgerWhereBothHaveAnOrder() {
        String order = Desk.buyLongAgo(sale, account);
        Desk.awaitArchived(order, "held");
        Desk.WAY.inject(Fault.REFUSE); // so that PostgreSQL is behind
        buyer.delete(ORDERS + "/" + order).is(200);
        Desk.WAY.inject(Fault.NONE);

        assertThat(buyer.get(ORDERS + "/" + order).at("/status")).isEqualTo("cancelled");
        Engine.await(this::isComplete);
        assertThat(buyer.get(ORDERS).at("/items/0/status")).isEqualTo("cancelled");
    }

    @Test
    void aNodeThatHasJustStartedDoesNotShowAPaidOrderAsHeld() {
        String order = Desk.buyLongAgo(sale, account);
        Desk.awaitArchived(order, "held");
        Desk.WAY.inject(Fault.REFUSE); // so that PostgreSQL is behind
        buyer.post(ORDERS + "/" + order + "/payment", "").is(200);
        try (FaultProxy toLedger = FaultProxy.before(Desk.LEDGER.port())) {
            toLedger.inject(Fault.REFUSE);
            try (Engine started = Desk.another(toLedger)) {
                Desk.WAY.inject(Fault.NONE);
                Caller there = started.buyer(account);
                started.anyone().get("/readyz").is(503);
                there.get(ORDERS).isProblem(503, "ledger-unavailable");
                toLedger.inject(Fault.NONE);
                Engine.await(() -> started.anyone().get("/readyz").status() == 200);
                assertThat(there.get(ORDERS).is(200).at("/items/0/status")).isEqualTo("paid");
            }
        }
    }

    @Test
    void aNodeThatWasCutOffBeforeTheSaleWasMadeDoesNotShowAPaidOrderAsHeld() {
        try (FaultProxy toLedger = FaultProxy.before(Desk.LEDGER.port());
                Engine cutOff = Desk.another(toLedger)) {
            Caller there = cutOff.buyer(account);
            Engine.await(() -> there.get(ORDERS).status() == 200);
            toLedger.inject(Fault.REFUSE);
            String order = Desk.buyLongAgo(Desk.sell(1, 1), account);
            Desk.awaitArchived(order, "held");
            Desk.WAY.inject(Fault.REFUSE); // so that PostgreSQL is behind
            buyer.post(ORDERS + "/" + order + "/payment", "").is(200);
            Desk.WAY.inject(Fault.NONE);
            there.get(ORDERS).isProblem(503, "ledger-unavailable");

            toLedger.inject(Fault.NONE);
            Engine.await(() -> there.get(ORDERS).status() == 200);
            assertThat(there.get(ORDERS).at("/items/0/status")).isEqualTo("paid");
        }
    }

    @Test
    void turnsThePagesOfBothStoresAsOneList() {
        List<String> newestFirst =
                IntStream.range(0, 5).mapToObj(i -> Desk.buy(sale, account)).toList().reversed();
        newestFirst.forEach(order -> Desk.awaitArchived(order, "held"));
        Desk.drop(sale, newestFirst.get(1), account);
        Desk.drop(sale, newestFirst.get(4), account);

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = buyer.get(ORDERS + "?limit=2&cursor=" + next).is(200);
            Contract.assertValid("order-list", page.text());
            assertThat(page.json().path("complete").asBoolean()).isTrue();
            seen.addAll(ids(page));
            next = page.json().path("next").asString("");
        } while (!next.isEmpty() && seen.size() < 10);
        assertThat(seen).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void showsWhatIsBoughtAtOnceAlsoWithPostgresDown() {
        String archived = Desk.buyLongAgo(sale, account);
        Desk.awaitArchived(archived, "held");
        Desk.drop(sale, archived, account);
        Desk.DATABASE.stop();
        String bought;
        try {
            bought = Desk.buy(sale, account);
            assertThat(buyer.get(ORDERS + "/" + bought).is(200).at("/status")).isEqualTo("held");
            Answer list = buyer.get(ORDERS).is(200);
            Contract.assertValid("order-list", list.text());
            assertThat(ids(list)).containsExactly(bought);
            assertThat(list.json().path("complete").asBoolean()).isFalse();
            buyer.get(ORDERS + "/" + archived).isProblem(503, "archive-unavailable");
            admin().get(SEARCH).isProblem(503, "archive-unavailable");
        } finally {
            Desk.DATABASE.start();
        }
        Engine.await(this::isComplete);
        assertThat(ids(buyer.get(ORDERS))).containsExactly(bought, archived);
        assertThat(buyer.get(ORDERS + "/" + archived).is(200).at("/status")).isEqualTo("held");
    }

    @Test
    void doesNotWaitForAPostgresThatIsSilent() {
        String bought = Desk.buy(sale, account);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 40).forEach(i -> many.execute(this::isComplete)); // all connections
        }
        Desk.WAY.inject(Fault.SWALLOW_REPLIES);

        long begin = System.nanoTime();
        Answer list = buyer.get(ORDERS).is(200);
        assertThat(since(begin)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1800));
        assertThat(ids(list)).containsExactly(bought);
        assertThat(list.json().path("complete").asBoolean()).isFalse();
        long next = System.nanoTime();
        assertThat(isComplete()).isFalse();
        assertThat(since(next)).isLessThan(Duration.ofMillis(700)); // nobody waits again so soon
        // More tries than there are connections are stuck, and yet it comes back.
        AtomicInteger tries = new AtomicInteger(1);
        Engine.await(
                () -> {
                    long again = System.nanoTime();
                    assertThat(isComplete()).isFalse();
                    return since(again).toMillis() > 900 && tries.incrementAndGet() == 5;
                });
        Desk.WAY.inject(Fault.NONE);
        Engine.await(this::isComplete);
    }

    @Test
    void asksNobodyForAnOrderThatTheLedgerWouldHave() {
        Desk.WAY.inject(Fault.REFUSE);
        String young = sale + "." + UlidCreator.getUlid(Desk.now().minusSeconds(30).toEpochMilli());
        String old = sale + "." + UlidCreator.getUlid(Desk.now().minusSeconds(90).toEpochMilli());

        buyer.get(ORDERS + "/" + young).isProblem(404, "order-not-found");
        buyer.get(ORDERS + "/" + old).isProblem(503, "archive-unavailable");
        Desk.WAY.inject(Fault.NONE);
        Engine.await(() -> buyer.get(ORDERS + "/" + old).status() == 404);
    }

    @Test
    void saysThatTheListIsCompleteWhereNoArchiveIsKept() {
        Answer list = Engine.shared().buyer(account).get(ORDERS).is(200);

        assertThat(list.json().path("complete").asBoolean()).isTrue();
        Engine.shared()
                .buyer(account)
                .get(ORDERS + "/s.01KAPZ9E00ABCDEFGHJKMNPQRS")
                .isProblem(404, "order-not-found");
        Engine.shared().admin().get(SEARCH).isProblem(503, "archive-unavailable");
    }

    @Test
    void findsOrdersForTheSupportDesk() {
        String other = Engine.fresh("b");
        SaleId another = Desk.sell(5, 5);
        String first = Desk.buy(sale, account);
        String second = Desk.buy(sale, other);
        String third = Desk.buy(sale, account);
        String elsewhere = Desk.buy(another, account);
        buyer.post(ORDERS + "/" + third + "/payment").is(200);
        List.of(first, second, elsewhere).forEach(order -> Desk.awaitArchived(order, "held"));
        Desk.awaitArchived(third, "paid");

        Answer ofSale = admin().get(SEARCH + "?saleId=" + sale).is(200);
        Contract.assertValid("admin-order-list", ofSale.text());
        assertThat(ids(ofSale)).containsExactly(third, second, first);
        assertThat(found("accountId=" + account)).containsExactly(elsewhere, third, first);
        assertThat(found("saleId=" + sale + "&status=held")).containsExactly(second, first);
        assertThat(found("saleId=" + sale + "&accountId=" + account + "&status=paid"))
                .containsExactly(third);
        assertThat(found("saleId=" + sale + "&status=refund_due")).isEmpty();
        assertThat(found("limit=1")).containsExactly(elsewhere);

        Answer page = admin().get(SEARCH + "?limit=2&saleId=" + sale).is(200);
        assertThat(ids(page)).containsExactly(third, second);
        assertThat(found("limit=2&saleId=" + sale + "&cursor=" + page.at("/next")))
                .containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saleId=A",
                "saleId=",
                "saleId='%20OR%20true",
                "accountId=a%00",
                "accountId=%c3%a4",
                "status=HELD",
                "status=",
                "status=open",
                "cursor=~",
                "cursor=%27",
                "limit=0",
                "limit=1e2"
            })
    void refusesASearchForWhatCannotBe(String query) {
        admin().get(SEARCH + "?" + query).isProblem(400, "invalid-request");
    }

    @Test
    void searchesForAdminsAndAnalystsOnly() {
        Desk.ENGINE.anyone().get(SEARCH).isProblem(401, "unauthenticated");
        Desk.ENGINE.as("someone", "buyer").get(SEARCH).isProblem(403, "forbidden");
        Desk.ENGINE.as("someone", "service").get(SEARCH).isProblem(403, "forbidden");
        Desk.ENGINE.as("someone", "analyst").get(SEARCH).is(200);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Caller admin() {
        return Desk.ENGINE.admin();
    }

    private List<String> found(String query) {
        return ids(admin().get(SEARCH + "?" + query).is(200));
    }

    private boolean isComplete() {
        return buyer.get(ORDERS).is(200).json().path("complete").asBoolean();
    }

    private static List<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(it -> it.path("id").asString()).toList();
    }
}
