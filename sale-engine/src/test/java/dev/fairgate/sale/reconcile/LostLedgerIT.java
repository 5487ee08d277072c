package dev.fairgate.sale.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The ledger comes back empty, or as it was before.
@ExtendWith(OutputCaptureExtension.class)
class LostLedgerIT {

    private static final String ONE = "{\"quantity\":1}";

    private final OrderDatabase database = OrderDatabase.shared();
    private final String account = Engine.fresh("a");

    @Test
    void isWrittenAnewByItselfWhenPostgresHasEverything(CapturedOutput output) {
        try (LedgerRedis ledger = LedgerRedis.own();
                FakeRisk risk = new FakeRisk();
                Engine engine = Engine.start(ledger.port(), risk.address(), database.settings())) {
            SaleId sale = engine.sell(Lamps.terms(Instant.now(), 10, 2));
            Caller buyer = engine.buyer(account);
            Answer held = buy(buyer, sale, "held").is(201);
            Answer paid = buy(buyer, sale, "paid").is(201);
            buyer.post("/api/v1/orders/" + paid.at("/id") + "/payment").is(200);
            awaitArchived(sale, 1, 1);

            ledger.redis().flushall();
            Engine.await(() -> "0".equals(ledger.redis().hget(sale.tag() + ":sale", "paused")));
            Engine.await(() -> status(engine, sale).equals("open"));
            ledger.units(sale).areAvailableHeldSold(8, 1, 1);
            assertThat(buyer.get("/api/v1/orders/" + held.at("/id")).is(200).at("/status"))
                    .isEqualTo("held");
            assertThat(buyer.get("/api/v1/orders/" + paid.at("/id")).is(200).at("/status"))
                    .isEqualTo("paid");
            // The key still stands for its order, and the limit for what the account has.
            Answer again = buy(buyer, sale, "held").is(201);
            assertThat(again.at("/id")).isEqualTo(held.at("/id"));
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            buy(buyer, sale, "more").isProblem(409, "limit-reached");
            assertThat(ledger.redis().zcard(sale.tag() + ":holds")).isEqualTo(1);
            engine.buyer(Engine.fresh("b")).post(orders(sale), ONE).is(201);
            awaitArchived(sale, 2, 1);
            assertThat(output).contains("sale " + sale + " is written anew, nothing is lost");
        }
    }

    @Test
    void waitsForAPersonWhenAnOrderMayBeMissingAndSaysWhatMayBeLost() {
        try (LedgerRedis ledger = LedgerRedis.own();
                FakeRisk risk = new FakeRisk();
                Engine engine = Engine.start(ledger.port(), risk.address(), database.settings())) {
            SaleId sale = engine.sell(Lamps.terms(Instant.now(), 10, 2));
            Answer kept = buy(engine.buyer(account), sale, "kept").is(201);
            awaitArchived(sale, 1, 0);
            ledger.redis().psetex(sale.tag() + ":lease:archive", 60_000, "nobody");
            buy(engine.buyer(Engine.fresh("b")), sale, "lost").is(201);

            ledger.redis().flushall();
            Engine.await(() -> !isThere(engine, sale));
            // Nothing is written while a person has not decided.
            Engine.await(() -> lostSales(engine) == 1);
            String loss = "Possible loss: events after number 2 are lost, at least 1.";
            Engine.await(() -> rebuild(engine, sale, false).text().contains(loss));
            assertThat(rebuild(engine, sale, false).is(200).text()).contains("Nothing was changed");
            assertThat(isThere(engine, sale)).isFalse();

            assertThat(rebuild(engine, sale, true).is(200).text())
                    .contains("1 orders are written")
                    .contains("Sale " + sale + " is in the ledger again.");
            Engine.await(() -> status(engine, sale).equals("open"));
            ledger.units(sale).areAvailableHeldSold(9, 1, 0);
            engine.buyer(account).get("/api/v1/orders/" + kept.at("/id")).is(200);
            assertThat(rebuild(engine, sale, true).is(200).text()).contains("nothing to do");
        }
    }

    @Test
    void sellsNothingWhenItIsOlderThanPostgres() {
        try (LedgerRedis ledger = LedgerRedis.own();
                FakeRisk risk = new FakeRisk();
                Engine engine = Engine.start(ledger.port(), risk.address(), database.settings())) {
            SaleId sale = engine.sell(Lamps.terms(Instant.now(), 10, 5));
            Caller buyer = engine.buyer(account);
            buy(buyer, sale, "one").is(201);
            awaitArchived(sale, 1, 0);
            Map<String, String> before = ledger.redis().hgetall(sale.tag() + ":sale");
            Answer later = buy(buyer, sale, "two").is(201);
            awaitArchived(sale, 2, 0);

            // As a backup brings it back: the later order is not in it.
            String ulid = ulid(later);
            ledger.redis().hset(sale.tag() + ":sale", before);
            ledger.redis().hdel(sale.tag() + ":orders:" + account, ulid);
            ledger.redis().zrem(sale.tag() + ":holds", ulid + ":" + account);

            Engine.await(() -> status(engine, sale).equals("paused"));
            Engine.await(() -> rebuild(engine, sale, true).text().contains("in the ledger again"));
            Engine.await(() -> status(engine, sale).equals("open"));
            ledger.units(sale).areAvailableHeldSold(8, 2, 0);
            buyer.get("/api/v1/orders/" + later.at("/id")).is(200);
        }
    }

    @Test
    void isWrittenAnewFromTheStartWhenItWasStoppedHalfWay() {
        try (LedgerRedis ledger = LedgerRedis.own();
                FakeRisk risk = new FakeRisk();
                Engine engine = Engine.start(ledger.port(), risk.address(), database.settings())) {
            SaleId sale = engine.sell(Lamps.terms(Instant.now(), 10, 5));
            buy(engine.buyer(account), sale, "one").is(201);
            awaitArchived(sale, 1, 0);
            Map<String, String> fields = ledger.redis().hgetall(sale.tag() + ":sale");
            ledger.redis().flushall();
            engine.bean(Sales.class).beginRestore(sale, fields).block(Duration.ofSeconds(5));

            Engine.await(() -> status(engine, sale).equals("paused"));
            Engine.await(() -> rebuild(engine, sale, true).text().contains("in the ledger again"));
            Engine.await(() -> status(engine, sale).equals("open"));
            ledger.units(sale).areAvailableHeldSold(9, 1, 0);
        }
    }

    @Test
    void refusesToRebuildForAnybodyButAnAdmin() {
        try (LedgerRedis ledger = LedgerRedis.own();
                FakeRisk risk = new FakeRisk();
                Engine engine = Engine.start(ledger.port(), risk.address(), database.settings())) {
            SaleId sale = engine.sell(Lamps.terms(Instant.now(), 10, 5));
            engine.buyer(account)
                    .post("/api/v1/admin/sales/" + sale + "/rebuild", "{\"acceptLoss\":true}")
                    .isProblem(403, "forbidden");
            engine.admin()
                    .post("/api/v1/admin/sales/" + sale + "/rebuild", "{\"acceptLoss\":1}")
                    .isProblem(400, "invalid-request");
            Engine.await(() -> database.number("SELECT count(*) FROM sale.sale") == 1);
            rebuild(engine, new SaleId("unheard-of"), true).isProblem(404, "sale-not-found");
        }
    }

    private static Answer buy(Caller buyer, SaleId sale, String key) {
        return buyer.with("Idempotency-Key", key).post(orders(sale), ONE);
    }

    private static Answer rebuild(Engine engine, SaleId sale, boolean acceptLoss) {
        return engine.admin()
                .post(
                        "/api/v1/admin/sales/" + sale + "/rebuild",
                        "{\"acceptLoss\":" + acceptLoss + "}");
    }

    private void awaitArchived(SaleId sale, long held, long sold) {
        await(
                () ->
                        database.rows(
                                        "SELECT held, sold FROM sale.sale WHERE sale_id = ?",
                                        sale.value())
                                .equals(List.of(held + "|" + sold)));
    }

    private static void await(BooleanSupplier condition) {
        Engine.await(condition);
    }

    private static double lostSales(Engine engine) {
        return engine.bean(MeterRegistry.class).get("fairgate.ledger.lost.sales").gauge().value();
    }

    private static boolean isThere(Engine engine, SaleId sale) {
        return engine.buyer("looker").get("/api/v1/sales/" + sale).status() == 200;
    }

    private static String status(Engine engine, SaleId sale) {
        return engine.buyer("looker").get("/api/v1/sales/" + sale).at("/status");
    }

    private static String orders(SaleId sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }

    private static String ulid(Answer order) {
        return order.at("/id").substring(order.at("/id").indexOf('.') + 1);
    }
}
