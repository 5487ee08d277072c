package dev.fairgate.sale.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.event.Entries;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How fast a backlog is drained; prints the rate.
class ArchiveSpeedIT extends ArchiveScene {

    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final OrderDatabase DATABASE = OrderDatabase.shared();
    private static final int SALES = 4;
    private static final int EACH = 10_000;

    ArchiveSpeedIT() {
        super(LEDGER, DATABASE);
    }

    @Test
    void drainsABacklogOfManyOrdersCompletely() {
        List<SaleId> sales = Stream.generate(ArchiveScene::unknown).limit(SALES).toList();
        sales.forEach(sale -> IntStream.range(0, EACH).forEach(i -> addOne(sale, i + 1)));
        try (LedgerRedis ledger = LEDGER;
                FakeRisk risk = new FakeRisk();
                Engine engine =
                        Engine.start(ledger.port(), risk.address(), DATABASE.settings(QUICK))) {
            long begin = System.nanoTime();
            sales.forEach(sale -> sell(engine, sale));
            sales.forEach(sale -> awaitRows(sale, EACH));
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "archive: %d rows of %d sales in %.2f s, %.0f rows/s%n",
                    SALES * EACH, SALES, seconds, SALES * EACH / seconds);
            sales.forEach(this::awaitDone);
            assertThat(sales.stream().mapToLong(this::rows).sum()).isEqualTo((long) SALES * EACH);
        }
    }

    private void addOne(SaleId sale, int stockSeq) {
        add(sale, Entries.event(Entries.ulid(), "held", stockSeq));
    }
}
