package dev.fairgate.sale.archive;

import static dev.fairgate.sale.event.Entries.event;
import static dev.fairgate.sale.event.Entries.ulid;
import static dev.fairgate.sale.event.Entries.with;
import static dev.fairgate.sale.event.Entries.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.event.Entries;
import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Entries that nobody can store end where a person finds them, and the others go on.
@ExtendWith(OutputCaptureExtension.class)
class DeadLettersIT extends ArchiveScene {

    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final OrderDatabase DATABASE = OrderDatabase.shared();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(LEDGER.port(), RISK.address(), DATABASE.settings(QUICK));
    private static final String LETTERS =
            "SELECT entry_id, tries FROM sale.dead_letter WHERE stream = ? ORDER BY 1";

    DeadLettersIT() {
        super(LEDGER, DATABASE);
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
    }

    @Test
    void poisonEndsAfterFiveDeliveriesWhileTheOthersGoOn(CapturedOutput output) {
        SaleId sale = sell(ENGINE);
        double before = deadLetters();
        List<String> poisoned = new ArrayList<>();
        List<Map<String, String>> poison = poison();
        for (int i = 0; i < poison.size(); i++) {
            poisoned.add(add(sale, poison.get(i)));
            add(sale, event(ulid(), "held", i + 1));
        }

        awaitRows(sale, poison.size());
        Engine.await(() -> letters(sale).size() == poison.size());
        awaitDone(sale);
        assertThat(letters(sale))
                .containsExactlyInAnyOrderElementsOf(
                        poisoned.stream().map(id -> id + "|5").toList());
        assertThat(rows(sale)).isEqualTo(poison.size());
        assertThat(deadLetters() - before).isEqualTo(poison.size());
        assertThat(output).contains("Entry " + poisoned.getFirst() + " of sale " + sale);
    }

    @Test
    void aLetterShowsTheEntryAndWhyItWasRefused() {
        SaleId sale = sell(ENGINE);
        add(sale, with(event(ulid(), "held", 1), "coupon", "half\0price"));

        Engine.await(() -> letters(sale).size() == 1);
        assertThat(
                        DATABASE.rows(
                                "SELECT fields ->> 'coupon', fields ->> 'kind', error"
                                        + " FROM sale.dead_letter WHERE stream = ?",
                                EventStreams.stream(sale)))
                .singleElement()
                .asString()
                .startsWith("half\uFFFDprice|held|has not exactly the fields");
    }

    private static List<Map<String, String>> poison() {
        Map<String, String> good = event(ulid(), "held", 1);
        String row = Entries.row("1", "held");
        return List.of(
                without(good, "row"),
                with(good, "coupon", "half"),
                with(good, "kind", "refunded"),
                with(good, "row", "1|1|4900"),
                with(good, "row", "rubbish"),
                with(good, "row", "x".repeat(1_000_000)),
                with(good, "order", "nobody"),
                with(good, "stockSeq", "-1"),
                with(good, "at", "NaN"),
                // What only PostgreSQL refuses: CHECKs, and text that it cannot keep.
                with(good, "row", row.replace("EUR", "eur")),
                with(good, "row", row.replace(Long.toString(Entries.PAY_BY), "1")),
                with(good, "account", "nul\0"));
    }

    private static List<String> letters(SaleId sale) {
        return DATABASE.rows(LETTERS, EventStreams.stream(sale));
    }

    private static double deadLetters() {
        return ENGINE.bean(MeterRegistry.class)
                .get("fairgate.archive.dead.letters")
                .counter()
                .count();
    }
}
