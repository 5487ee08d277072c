package dev.fairgate.risk.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts by version and disposition. The two versions that decided last have a label of their
/// own; when a third one decides, the count of the one that has been silent longest moves to
/// `old`, so that however many versions there will have been, there are three labels.
final class VersionCounters {

    private static final int OWN_LABELS = 2;
    private static final String OLD = "old";

    private final MeterRegistry registry;
    private final String name;
    private final LinkedHashMap<String, Map<Disposition, Counter>> latest =
            new LinkedHashMap<>(4, 0.75f, true); // the one that decided last is the last

    VersionCounters(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
    }

    synchronized void count(String version, Disposition disposition) {
        latest.computeIfAbsent(version, _ -> new EnumMap<>(Disposition.class))
                .computeIfAbsent(disposition, it -> counter(version, it))
                .increment();
        if (latest.size() > OWN_LABELS) {
            Iterator<Map<Disposition, Counter>> longestSilent = latest.values().iterator();
            longestSilent.next().forEach(this::retire);
            longestSilent.remove();
        }
    }

    private void retire(Disposition disposition, Counter counter) {
        counter(OLD, disposition).increment(counter.count());
        registry.remove(counter);
    }

    private Counter counter(String version, Disposition disposition) {
        return registry.counter(name, "version", version, "disposition", disposition.wireName());
    }
}
