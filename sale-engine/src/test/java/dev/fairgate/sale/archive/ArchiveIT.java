package dev.fairgate.sale.archive;

import static dev.fairgate.sale.event.Entries.event;
import static dev.fairgate.sale.event.Entries.ulid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.event.Entries;
import dev.fairgate.sale.event.Entry;
import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.event.Reading;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Entries of the ledger's streams become rows, whatever happens to them on the way.
class ArchiveIT extends ArchiveScene {

    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final OrderDatabase DATABASE = OrderDatabase.shared();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(LEDGER.port(), RISK.address(), DATABASE.settings(QUICK));

    ArchiveIT() {
        super(LEDGER, DATABASE);
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
    }

    @Test
    void anEventBecomesARowAndLeavesTheStream() {
        SaleId sale = sell(ENGINE);
        String ulid = ulid();
        add(sale, event(ulid, "held", 2));
        add(sale, event(ulid, "paid", 3));
        add(sale, event(ulid(), "held", 4));

        awaitRows(sale, 2);
        awaitDone(sale);
        assertThat(
                        DATABASE.rows(
                                "SELECT sale_id, account_id, quantity, amount, currency, status,"
                                        + " extract(epoch FROM created_at) * 1000,"
                                        + " extract(epoch FROM pay_by) * 1000, decision_id,"
                                        + " policy_version, terms_version, stock_seq,"
                                        + " extract(epoch FROM changed_at) * 1000"
                                        + " FROM sale.sale_order WHERE order_id = ?",
                                sale + "." + ulid))
                .containsExactly(
                        "%s|a-%s|1|4900|EUR|paid|%d.000000|%d.000000|d-1|3|2|3|%d.000000"
                                .formatted(
                                        sale,
                                        ulid.substring(20),
                                        Entries.CREATED,
                                        Entries.PAY_BY,
                                        Entries.CREATED + 1));
        Engine.await(() -> gauge("fairgate.archive.backlog") == 0);
        assertThat(gauge("fairgate.archive.lag")).isZero();
    }

    @Test
    void whatSomebodyBuysHasItsRow() {
        SaleId sale = sell(ENGINE);
        String buyer = Engine.fresh("a");
        Answer bought =
                ENGINE.buyer(buyer)
                        .post("/api/v1/sales/" + sale + "/orders", "{\"quantity\":2}")
                        .is(201);

        awaitRows(sale, 1);
        assertThat(
                        DATABASE.rows(
                                "SELECT order_id, account_id, quantity, amount, currency, status"
                                        + " FROM sale.sale_order WHERE sale_id = ?",
                                sale.value()))
                .containsExactly(bought.at("/id") + "|" + buyer + "|2|4900|EUR|held");
    }

    @Test
    void tenDeliveriesInDisorderLeaveOneRowWithTheLastStatus() {
        SaleId sale = sell(ENGINE);
        List<String> ulids = IntStream.range(0, 60).mapToObj(i -> ulid()).toList();
        List<Map<String, String>> entries = new ArrayList<>();
        for (int i = 0; i < ulids.size(); i++) {
            for (int copy = 0; copy < 10; copy++) {
                entries.add(event(ulids.get(i), "held", 1 + i));
                entries.add(event(ulids.get(i), i % 2 == 0 ? "paid" : "lapsed", 1000 + i));
            }
        }
        Collections.shuffle(entries, new Random(7));
        entries.forEach(entry -> add(sale, entry));

        Engine.await(() -> ENGINE.bean(Backlog.class).entries() == 0);
        awaitDone(sale);
        assertThat(rows(sale)).isEqualTo(60);
        for (int i = 0; i < ulids.size(); i++) {
            assertThat(status(sale, ulids.get(i)))
                    .isEqualTo("[%s|%d]".formatted(i % 2 == 0 ? "paid" : "lapsed", 1000 + i));
        }
    }

    @Test
    void aLateEventOfTheRowsPastChangesNothing() {
        SaleId sale = sell(ENGINE);
        String ulid = ulid();
        add(sale, event(ulid, "paid", 9));
        awaitRows(sale, 1);
        awaitDone(sale);

        add(sale, event(ulid, "held", 2));
        add(sale, event(ulid(), "held", 10));
        awaitRows(sale, 2);
        assertThat(status(sale, ulid)).isEqualTo("[paid|9]");
    }

    @Test
    void aWriterThatDiedBetweenCommitAndAcknowledgementLeavesExactRows() {
        SaleId sale = unknown();
        List<String> ulids = IntStream.range(0, 20).mapToObj(i -> ulid()).toList();
        for (int i = 0; i < ulids.size(); i++) {
            add(sale, event(ulids.get(i), "held", i + 1));
        }
        List<Reading> events = readAndFallSilent(sale).stream().map(Reading::of).toList();
        ENGINE.bean(Postgres.class)
                .ready()
                .then(ENGINE.bean(PostgresArchive.class).store(Batch.of(sale, events)))
                .block(Duration.ofSeconds(20));
        assertThat(rows(sale)).isEqualTo(20);
        assertThat(pending(sale)).isEqualTo(20);

        sell(ENGINE, sale);
        awaitDone(sale);
        assertThat(rows(sale)).isEqualTo(20);
        ulids.forEach(it -> assertThat(status(sale, it)).startsWith("[held|"));
    }

    @Test
    void aWriterThatDiedBeforeItStoredAnythingLosesNothing() {
        SaleId sale = unknown();
        IntStream.range(0, 20).forEach(i -> add(sale, event(ulid(), "held", i + 1)));
        readAndFallSilent(sale);

        sell(ENGINE, sale);
        awaitRows(sale, 20);
        awaitDone(sale);
    }

    @Test
    void entriesDeletedWhilePendingDoNotHoldUpTheOthers() {
        SaleId sale = unknown();
        IntStream.range(0, 10).forEach(i -> add(sale, event(ulid(), "held", i + 1)));
        List<Entry> read = readAndFallSilent(sale);
        LEDGER.redis().xdel(EventStreams.stream(sale), read.get(3).id(), read.get(9).id());

        sell(ENGINE, sale);
        awaitRows(sale, 8);
        awaitDone(sale);
    }

    @Test
    void aGroupThatVanishedIsMadeAgain() {
        SaleId sale = sell(ENGINE);
        add(sale, event(ulid(), "held", 1));
        awaitRows(sale, 1);
        LEDGER.redis().xgroupDestroy(EventStreams.stream(sale), "archive");

        add(sale, event(ulid(), "held", 2));
        awaitRows(sale, 2);
        awaitDone(sale);
    }

    @Test
    void aKeyOfAnotherTypeStopsItsOwnSaleOnly() {
        SaleId broken = sell(ENGINE);
        SaleId well = sell(ENGINE);
        LEDGER.redis().set(EventStreams.stream(broken), "not a stream");
        add(well, event(ulid(), "held", 1));
        awaitRows(well, 1);
        assertThat(LEDGER.redis().get(EventStreams.stream(broken))).isEqualTo("not a stream");

        LEDGER.redis().del(EventStreams.stream(broken));
        add(broken, event(ulid(), "held", 1));
        awaitRows(broken, 1);
    }

    @Test
    @SuppressWarnings("unchecked") // one generic vararg
    void trimsNothingThatAnotherGroupHasNotAcknowledged() {
        SaleId sale = unknown();
        String stream = EventStreams.stream(sale);
        LEDGER.redis()
                .xgroupCreate(
                        XReadArgs.StreamOffset.from(stream, "0-0"),
                        "auditors",
                        XGroupCreateArgs.Builder.mkstream());
        IntStream.range(0, 10).forEach(i -> add(sale, event(ulid(), "held", i + 1)));
        List<String> theirs =
                LEDGER
                        .redis()
                        .xreadgroup(
                                Consumer.from("auditors", "them"),
                                XReadArgs.Builder.count(5),
                                XReadArgs.StreamOffset.lastConsumed(stream))
                        .stream()
                        .map(it -> it.getId())
                        .toList();
        LEDGER.redis().xack(stream, "auditors", theirs.get(0), theirs.get(1));

        sell(ENGINE, sale); // one more entry: the sale itself
        awaitRows(sale, 10);
        Engine.await(() -> pending(sale) == 0 && first(stream).equals(theirs.get(2)));
        add(sale, event(ulid(), "held", 11));
        awaitRows(sale, 11);
        assertThat(first(stream)).isEqualTo(theirs.get(2));
    }

    /// The oldest entry that is there; others may have come meanwhile, as repairs do.
    private static String first(String stream) {
        return LEDGER.redis()
                .xrange(stream, Range.unbounded(), Limit.create(0, 1))
                .getFirst()
                .getId();
    }

    @Test
    void keepsEventsUntilTheRiskServiceHasBeenTold() {
        SaleId sale = unknown();
        LEDGER.redis().psetex(sale.tag() + ":lease:outcomes", 60_000, "nobody");
        String first = ulid();
        add(sale, event(first, "held", 1));
        sell(ENGINE, sale);
        awaitRows(sale, 1);
        add(sale, event(ulid(), "held", 2));
        awaitRows(sale, 2);
        Engine.await(() -> pending(sale) == 0);
        assertThat(length(sale)).isGreaterThanOrEqualTo(3);

        LEDGER.redis().del(sale.tag() + ":lease:outcomes");
        awaitDone(sale);
        assertThat(RISK.outcomes("a-" + first.substring(20))).hasSize(1);
    }

    private static double gauge(String name) {
        return ENGINE.bean(MeterRegistry.class).get(name).gauge().value();
    }
}
