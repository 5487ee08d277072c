package dev.fairgate.risk.network;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Network facts from databases in MaxMind's format and from lists, read by a thread of its own:
/// until the first reading is done, every network is unknown; then the thread looks for files that
/// changed, and all that changed comes into use at once.
///
/// `fairgate.networks.databases` is how many databases are in use,
/// `fairgate.networks.reload.failures` counts files that could not be read, and
/// `fairgate.networks.lookup.failures` questions that a database could not answer.
final class MaxMindNetworks implements Networks, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MaxMindNetworks.class);

    /// The data to use, the files in the order in which they are believed.
    record Sources(List<DataFile> databases, List<DataFile> hosting, List<DataFile> anonymisers) {

        Sources {
            databases = List.copyOf(databases);
            hosting = List.copyOf(hosting);
            anonymisers = List.copyOf(anonymisers);
        }
    }

    private record WatchedList(NetworkKind kind, Watched<NetworkList> file) {

        private Stream<Snapshot.Listed> listed() {
            return file.content().map(list -> new Snapshot.Listed(kind, list)).stream();
        }
    }

    private final List<Watched<MaxMindDatabase>> databases;
    private final List<WatchedList> lists;
    private final Counter lookupFailures;
    private final Duration interval;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("networks").unstarted(this::run);
    private volatile Snapshot snapshot;
    private volatile boolean ending;

    MaxMindNetworks(Sources sources, Duration interval, MeterRegistry registry) {
        Counter failures = registry.counter("fairgate.networks.reload.failures");
        this.databases =
                sources.databases().stream()
                        .map(file -> new Watched<>(file, MaxMindDatabase::open, failures))
                        .toList();
        this.lists =
                Stream.concat(
                                lists(sources.hosting(), NetworkKind.HOSTING, failures),
                                lists(sources.anonymisers(), NetworkKind.ANONYMISER, failures))
                        .toList();
        this.lookupFailures = registry.counter("fairgate.networks.lookup.failures");
        this.interval = interval;
        this.snapshot = new Snapshot(List.of(), List.of(), lookupFailures);
        Gauge.builder("fairgate.networks.databases", () -> snapshot.databases()).register(registry);
    }

    /// Reads the files and goes on looking at them, in the background.
    void start() {
        thread.start();
    }

    @Override
    public NetworkFacts of(ClientAddress address) {
        return snapshot.of(address);
    }

    @Override
    public String version() {
        return snapshot.version();
    }

    /// Ends the looking; the answers stay.
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
    }

    /// Looks at all files once.
    void round() {
        // Not anyMatch: every file is looked at.
        long changed =
                Stream.concat(databases.stream(), lists.stream().map(WatchedList::file))
                        .filter(Watched::look)
                        .count();
        if (changed > 0) {
            snapshot =
                    new Snapshot(
                            databases.stream()
                                    .map(Watched::content)
                                    .flatMap(Optional::stream)
                                    .toList(),
                            lists.stream().flatMap(WatchedList::listed).toList(),
                            lookupFailures);
            log.info("Network data in use: {}", snapshot.version());
        }
    }

    private void run() {
        while (!ending) {
            try {
                round();
            } catch (RuntimeException e) {
                // A defect, which must not end the thread: newer data would never be seen.
                log.warn("The network data could not be looked at", e);
            }
            LockSupport.parkNanos(this, interval.toNanos());
        }
    }

    private static Stream<WatchedList> lists(
            List<DataFile> files, NetworkKind kind, Counter failures) {
        return files.stream()
                .map(file -> new Watched<>(file, stream -> list(file, stream), failures))
                .map(file -> new WatchedList(kind, file));
    }

    private static NetworkList list(DataFile file, InputStream stream) throws IOException {
        NetworkList list = NetworkList.read(stream);
        list.leftOut().ifPresent(what -> log.warn("The network data {}: {}", file.name(), what));
        return list;
    }
}
