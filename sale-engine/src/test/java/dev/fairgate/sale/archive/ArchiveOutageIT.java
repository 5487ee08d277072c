package dev.fairgate.sale.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// PostgreSQL is away for a minute while people buy: everybody who saw 201 is in it soon after its
/// return.
class ArchiveOutageIT {

    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(30);
    private static final int BUYERS_AT_ONCE = 8;
    private static final Duration BETWEEN = Duration.ofMillis(25);

    private final Set<String> bought = ConcurrentHashMap.newKeySet();
    private final AtomicInteger buyers = new AtomicInteger();

    @Test
    void losesNoOrderOfAMinuteWithoutPostgres() throws InterruptedException {
        try (LedgerRedis ledger = LedgerRedis.own();
                OrderDatabase database = OrderDatabase.own();
                FakeRisk risk = new FakeRisk();
                Engine engine = Engine.start(ledger.port(), risk.address(), database.settings())) {
            SaleId sale = engine.sell(Lamps.terms(Instant.now(), 1_000_000, 1));
            buy(engine, sale, Instant.now().plusSeconds(2));
            Engine.await(() -> archived(database, sale).size() == bought.size());

            database.stop();
            int before = bought.size();
            buy(engine, sale, Instant.now().plus(AWAY));
            assertThat(bought.size()).isGreaterThan(before + 1000);
            database.start();

            Instant back = Instant.now();
            while (archived(database, sale).size() < bought.size()
                    && Instant.now().isBefore(back.plus(DRAINED_WITHIN))) {
                Thread.onSpinWait();
            }
            System.out.printf(
                    "archive: %d orders of %d s without PostgreSQL were there %.1f s after its"
                            + " return%n",
                    bought.size() - before,
                    AWAY.toSeconds(),
                    Duration.between(back, Instant.now()).toMillis() / 1000.0);
            assertThat(new HashSet<>(archived(database, sale))).isEqualTo(bought);
            ledger.units(sale).areAvailableHeldSold(1_000_000L - bought.size(), bought.size(), 0);
        }
    }

    /// Many buy one after the other until then; each must get what he wants.
    private void buy(Engine engine, SaleId sale, Instant until) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < BUYERS_AT_ONCE; i++) {
            all.add(Thread.startVirtualThread(() -> buyAlone(engine, sale, until)));
        }
        for (Thread one : all) {
            one.join();
        }
    }

    private void buyAlone(Engine engine, SaleId sale, Instant until) {
        while (Instant.now().isBefore(until)) {
            Answer answer =
                    engine.buyer("buyer-" + buyers.incrementAndGet())
                            .post("/api/v1/sales/" + sale + "/orders", "{\"quantity\":1}");
            if (answer.status() == 201) {
                bought.add(answer.at("/id"));
            }
            LockSupport.parkNanos(BETWEEN.toNanos()); // other tests want to live beside this one
        }
    }

    private static List<String> archived(OrderDatabase database, SaleId sale) {
        return database.rows(
                "SELECT order_id FROM sale.sale_order WHERE sale_id = ?", sale.value());
    }
}
