package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.event.Leases;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleBoard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/// The engine's archive package over another PostgreSQL, for the simulator.
public final class ArchiveBridge {

    private final ArchiveSettings settings;
    private final Backlog backlog;
    private final Postgres postgres;

    /// @param url of a server whose driver needs no migrations
    /// @param redeliverAfter how long an entry stays unacknowledged before it comes again
    /// @param lease how long a sale stays with a writer that fell silent
    public ArchiveBridge(String url, Duration redeliverAfter, Duration lease) {
        this.settings =
                new ArchiveSettings(
                        url, "fairgate", "", 100_000, Duration.ofSeconds(2), redeliverAfter, lease);
        this.backlog = new Backlog(settings);
        this.postgres = Postgres.forReading(settings); // without migrations
    }

    /// No archive to read from.
    public static OrderArchive none() {
        return new OrderArchive(Optional.empty());
    }

    public Backlog backlog() {
        return backlog;
    }

    /// What looks how far the archive is behind; has a schedule.
    public Object watch(SaleBoard board, Ledger ledger) {
        return new BacklogWatch(board, events(ledger), backlog);
    }

    /// What carries orders to PostgreSQL; has a schedule.
    public Object writer(
            Ledger ledger, LedgerClock clock, LongSupplier nanoTime, MeterRegistry meters) {
        PostgresArchive archive = new PostgresArchive(postgres);
        return new ArchiveWriter(
                backlog,
                events(ledger),
                postgres,
                archive,
                new Outage(postgres, nanoTime, meters),
                new DeadLetters(archive, clock, meters),
                settings,
                new Leases(ledger, "archive", settings.lease()));
    }

    private static EventStreams events(Ledger ledger) {
        return new EventStreams(ledger, EventStreams.Group.ARCHIVE);
    }

    /// Makes connections anew after a failure, as the migrations would on their way.
    public Mono<Void> reopen() {
        return Mono.defer(() -> postgres.isUp() ? Mono.empty() : postgres.reopen());
    }

    /// What a process leaves when it ends.
    public void close() {
        postgres.destroy();
    }
}
