package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.Entry;
import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Streams of a ledger, written from the side, and what has become of them.
abstract class ArchiveScene {

    static final String ROWS = "SELECT count(*) FROM sale.sale_order WHERE sale_id = ?";
    static final String[] QUICK = {
        "--fairgate.archive.redeliver-after=100ms", "--fairgate.archive.lease=1s"
    };

    private final LedgerRedis ledger;
    private final OrderDatabase database;

    ArchiveScene(LedgerRedis ledger, OrderDatabase database) {
        this.ledger = ledger;
        this.database = database;
    }

    /// A sale that no engine knows yet.
    static SaleId unknown() {
        return new SaleId(Engine.fresh("s"));
    }

    static SaleId sell(Engine engine) {
        return sell(engine, unknown());
    }

    static SaleId sell(Engine engine, SaleId sale) {
        engine.admin()
                .post(
                        "/api/v1/admin/sales",
                        Engine.write(sale, Lamps.terms(Instant.now(), 1_000_000, 2)))
                .is(201);
        return sale;
    }

    String add(SaleId sale, Map<String, String> fields) {
        return ledger.redis().xadd(EventStreams.stream(sale), fields);
    }

    /// Reads as a writer does that then falls silent.
    @SuppressWarnings("unchecked") // one generic vararg
    List<Entry> readAndFallSilent(SaleId sale) {
        String stream = EventStreams.stream(sale);
        ledger.redis()
                .xgroupCreate(
                        XReadArgs.StreamOffset.from(stream, "0-0"),
                        "archive",
                        XGroupCreateArgs.Builder.mkstream());
        List<StreamMessage<String, String>> read =
                ledger.redis()
                        .xreadgroup(
                                Consumer.from("archive", "silent"),
                                XReadArgs.StreamOffset.lastConsumed(stream));
        return read.stream().map(it -> new Entry(sale, it.getId(), it.getBody())).toList();
    }

    long rows(SaleId sale) {
        return database.number(ROWS, sale.value());
    }

    String status(SaleId sale, String ulid) {
        return database.rows(
                        "SELECT status, stock_seq FROM sale.sale_order WHERE order_id = ?",
                        sale + "." + ulid)
                .toString();
    }

    void awaitRows(SaleId sale, long count) {
        Engine.await(() -> rows(sale) == count);
    }

    /// Everything is acknowledged, and all but the last entry is gone.
    void awaitDone(SaleId sale) {
        Engine.await(() -> pending(sale) == 0 && length(sale) <= 1);
    }

    long pending(SaleId sale) {
        return ledger.redis().xpending(EventStreams.stream(sale), "archive").getCount();
    }

    long length(SaleId sale) {
        return ledger.redis().xlen(EventStreams.stream(sale));
    }
}
