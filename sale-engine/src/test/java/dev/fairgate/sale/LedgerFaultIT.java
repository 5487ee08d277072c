package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.CommitResult;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FaultProxy.Fault;
import io.lettuce.core.FlushMode;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// The ledger loses connections, answers, functions, memory, its life: no unit is lost or taken
/// twice, and nobody is told 201 for nothing.
class LedgerFaultIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final int CUTS = 100;
    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final FaultProxy PROXY = FaultProxy.before(LEDGER.port());
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(PROXY.port(), RISK.address(), "--fairgate.risk.deadline=2s");

    private final Stock stock = ENGINE.bean(Stock.class);
    private final Instant now = ENGINE.bean(LedgerClock.class).instant();

    @AfterEach
    void heal() {
        PROXY.inject(Fault.NONE);
        awaitWell();
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        PROXY.close();
        LEDGER.close();
    }

    /// Spans of commands can fail while one is cancelled, and swallow the timeout.
    @Test
    void sendsItsCommandsWithoutSpans() {
        assertThat(ENGINE.bean(ClientResources.class).tracing().isEnabled()).isFalse();
    }

    @Test
    void aCommitWhoseAnswerWasCutGivesTheSameOrderWhenItIsSentAgain() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, CUTS, 1));
        int unanswered = 0;
        for (int i = 0; i < CUTS; i++) {
            Commit commit = commit(sale, "a" + i);
            PROXY.inject(Fault.CUT_REPLY);
            try {
                stock.commit(commit).block(Duration.ofSeconds(5));
            } catch (Ledger.Failure e) {
                unanswered++;
            }
            Engine.await(() -> isSold(commit));
        }

        assertThat(unanswered).as("commits whose answer was cut").isGreaterThan(CUTS / 2);
        LEDGER.units(sale).areAvailableHeldSold(0, CUTS, 0);
    }

    @Test
    void aBuyerWhoseAnswerWasCutFindsTheOrderWhereTheAnswerPoints() {
        int buyers = 20;
        SaleId sale = ENGINE.sell(Lamps.terms(now, buyers, 1));
        for (int i = 0; i < buyers; i++) {
            Caller buyer = ENGINE.buyer("b" + i);
            PROXY.inject(Fault.CUT_REPLY);
            Answer answer = buyer.post(orders(sale), ONE);
            if (answer.status() == 503 && "/problems/outcome-unknown".equals(answer.at("/type"))) {
                answer.isProblem(503, "outcome-unknown");
                String location = String.valueOf(answer.header("Location"));
                assertThat(location).isEqualTo("/api/v1/orders/" + answer.at("/orderId"));
                Engine.await(() -> buyer.get(location).status() != 503);
                if (buyer.get(location).status() == 404) { // the cut came before the commit ran
                    Engine.await(() -> buyer.post(orders(sale), ONE).status() == 201);
                }
            } else if (answer.status() != 201) {
                answer.isProblem(503, "ledger-unavailable"); // the cut met another's answer
                Engine.await(() -> buyer.post(orders(sale), ONE).status() == 201);
            }
        }

        LEDGER.units(sale).areAvailableHeldSold(0, buyers, 0);
    }

    @Test
    void aBuyerWithAKeyMayRepeatWhateverHappened() {
        int buyers = 20;
        SaleId sale = ENGINE.sell(Lamps.terms(now, buyers, 1));
        for (int i = 0; i < buyers; i++) {
            Caller buyer = ENGINE.buyer("c" + i).with("Idempotency-Key", "k");
            PROXY.inject(Fault.CUT_REPLY);
            buyer.post(orders(sale), ONE);
            PROXY.inject(i % 2 == 0 ? Fault.CUT_REPLY : Fault.NONE);
            Engine.await(() -> buyer.post(orders(sale), ONE).status() == 201);
        }

        LEDGER.units(sale).areAvailableHeldSold(0, buyers, 0);
    }

    @Test
    void saysThatItDoesNotKnowWhenAnswersDoNotComeAndKnowsLater() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 1));
        Caller buyer = ENGINE.buyer("d");
        PROXY.inject(Fault.SWALLOW_REPLIES);

        Answer answer = buyer.post(orders(sale), ONE).isProblem(503, "outcome-unknown");
        String location = String.valueOf(answer.header("Location"));
        buyer.get(location).isProblem(503, "ledger-unavailable");

        PROXY.inject(Fault.REFUSE); // a network that lost an answer closes in the end
        PROXY.inject(Fault.NONE);
        Engine.await(() -> buyer.get(location).status() == 200);
        LEDGER.units(sale).areAvailableHeldSold(4, 1, 0);
    }

    @Test
    void saysThatItDoesNotKnowWhileTheTicketLivesAndThenThatThereIsNone() {
        Instant made = ENGINE.bean(LedgerClock.class).instant();
        String fresh = "nowhere." + UlidCreator.getUlid(made.toEpochMilli());
        String dead = "nowhere." + UlidCreator.getUlid(made.minusSeconds(7).toEpochMilli());
        String future = "nowhere." + UlidCreator.getUlid(made.plusSeconds(60).toEpochMilli());

        Answer waiting = ENGINE.buyer("e").get("/api/v1/orders/" + fresh);
        waiting.isProblem(503, "outcome-unknown");
        ENGINE.buyer("e").get("/api/v1/orders/" + dead).isProblem(404, "order-not-found");
        ENGINE.buyer("e").get("/api/v1/orders/" + future).isProblem(404, "order-not-found");
    }

    @Test
    void aNodeThatCannotReadTheLedgerSaysSoldOutForTwoSecondsAndNoLonger() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 1, 1));
        ENGINE.buyer("s1").post(orders(sale), ONE).is(201);
        Caller late = ENGINE.buyer("s2");
        Engine.await(() -> late.get("/api/v1/sales/" + sale).header("Age") == null);
        Engine.await(() -> late.post(orders(sale), ONE).status() == 409);

        PROXY.inject(Fault.REFUSE);
        Engine.await(() -> late.post(orders(sale), ONE).status() != 409);
        late.post(orders(sale), ONE).isProblem(503, "ledger-unavailable");
        assertThat(late.get("/api/v1/sales/" + sale).is(200).header("Age")).isNotNull();

        PROXY.inject(Fault.NONE);
        Engine.await(() -> late.post(orders(sale), ONE).status() == 409);
        late.post(orders(sale), ONE).isProblem(409, "sold-out");
    }

    @Test
    void tellsAdminsToTryAgainWhenAnAnswerWasCut() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 1));
        for (int i = 0; i < 10; i++) {
            PROXY.inject(Fault.CUT_REPLY);
            Answer answer = ENGINE.admin().post("/api/v1/admin/sales/" + sale + "/pause");
            if (answer.status() != 200) {
                answer.isProblem(503, "ledger-unavailable");
            }
            awaitWell();
        }

        assertThat(PROXY.cuts()).isGreaterThan(5);
    }

    @Test
    void loadsItsFunctionsAgainWhenTheyAreGone() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 1));
        Commit commit = commit(sale, "f");
        LEDGER.redis().functionFlush(FlushMode.SYNC);

        StepVerifier.create(stock.commit(commit))
                .expectError(Ledger.NotDone.class)
                .verify(Duration.ofSeconds(5));

        assertThat(stock.commit(commit).block(Duration.ofSeconds(5)))
                .isInstanceOf(CommitResult.Sold.class);
        LEDGER.redis().functionFlush(FlushMode.SYNC);
        ENGINE.buyer("g").post(orders(sale), ONE).isProblem(503, "ledger-unavailable");
        ENGINE.buyer("g").post(orders(sale), ONE).is(201);
        LEDGER.units(sale).areAvailableHeldSold(3, 2, 0);
    }

    @Test
    void sellsNothingWhileTheLedgerIsFull() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 5, 1));
        LEDGER.redis().configSet("maxmemory", "1");
        try {
            ENGINE.buyer("h").post(orders(sale), ONE).isProblem(503, "ledger-unavailable");
            LEDGER.units(sale).areAvailableHeldSold(5, 0, 0);
        } finally {
            LEDGER.redis().configSet("maxmemory", "0");
        }
        ENGINE.buyer("h").post(orders(sale), ONE).is(201);
    }

    @Test
    void answersWithinASecondWhileTheLedgerIsDeadAndComesBackByItself() {
        SaleId sale = ENGINE.sell(Lamps.terms(now, 50, 1));
        List<String> bought =
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        ENGINE.buyer("k" + i)
                                                .post(orders(sale), ONE)
                                                .is(201)
                                                .at("/id"))
                        .toList();
        LEDGER.kill();
        try {
            Engine.await(() -> ENGINE.anyone().get("/readyz").status() == 503);
            long begin = System.nanoTime();
            ENGINE.buyer("late").post(orders(sale), ONE).isProblem(503, "ledger-unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofMillis(1500));
            ENGINE.buyer("late")
                    .with("Idempotency-Key", "k")
                    .post(orders(sale), ONE)
                    .isProblem(503, "ledger-unavailable");
            ENGINE.buyer("k0").get("/api/v1/orders").isProblem(503, "ledger-unavailable");
            ENGINE.buyer("k0")
                    .delete("/api/v1/orders/" + bought.getFirst())
                    .isProblem(503, "ledger-unavailable");
            ENGINE.admin()
                    .get("/api/v1/admin/sales/" + sale + "/audit")
                    .isProblem(503, "ledger-unavailable");
            ENGINE.admin()
                    .post("/api/v1/admin/sales/" + sale + "/pause")
                    .isProblem(503, "ledger-unavailable");
            ENGINE.anyone().get("/api/v1/sales/" + sale).is(200);
            ENGINE.anyone().get("/livez").is(200);
        } finally {
            LEDGER.restart();
        }

        awaitWell();
        for (int i = 0; i < bought.size(); i++) {
            assertThat(
                            ENGINE.buyer("k" + i)
                                    .get("/api/v1/orders/" + bought.get(i))
                                    .is(200)
                                    .at("/status"))
                    .isEqualTo("held");
        }
        ENGINE.buyer("late").post(orders(sale), ONE).is(201);
        LEDGER.units(sale).areAvailableHeldSold(29, 21, 0);
    }

    private boolean isSold(Commit commit) {
        try {
            return stock.commit(commit).block(Duration.ofSeconds(5)) instanceof CommitResult.Sold;
        } catch (Ledger.Failure e) {
            return false;
        }
    }

    /// However patient the client was told to be.
    @Test
    void startsBesideALedgerThatSaysNothingAndIsReadyOnceItSpeaks() {
        try (FaultProxy silent = FaultProxy.before(LEDGER.port())) {
            silent.inject(Fault.SWALLOW_REPLIES);
            CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS)
                    .execute(() -> silent.inject(Fault.NONE));
            try (Engine late =
                    Engine.start(silent.port(), RISK.address(), "--spring.data.redis.timeout=1m")) {
                Engine.await(() -> late.anyone().get("/readyz").status() == 200);
            }
        }
    }

    private static void awaitWell() {
        Engine.await(() -> ENGINE.buyer("well").get("/api/v1/orders").status() == 200);
        Engine.await(() -> ENGINE.anyone().get("/readyz").status() == 200);
    }

    private Commit commit(SaleId sale, String account) {
        return new Commit(
                new OrderId(sale, UlidCreator.getUlid().toString()),
                account,
                1,
                1,
                Instant.now().plusSeconds(60),
                "d",
                1,
                Optional.empty());
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
