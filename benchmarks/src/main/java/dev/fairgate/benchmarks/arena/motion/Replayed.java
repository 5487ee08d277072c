package dev.fairgate.benchmarks.arena.motion;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The hands of a script that plays what was recorded of people: one of a few traces, moved in time
/// as a whole so that it ends with the visit. Of a trace that is longer than the visit only the end
/// is played, so record no longer ones than will be asked for.
public final class Replayed implements Motion {

    /// Traces that may be recorded for each means.
    public static final int MAX_TRACES = 10_000;

    private final Map<Means, List<Trace>> recordings = new EnumMap<>(Means.class);
    private final int recordedMs;

    /// Records.
    ///
    /// @param people whose hands
    /// @param traces how many for each means, 1 to [#MAX_TRACES]
    /// @param recordedMs how long each visit was, 300 to 600,000
    /// @param random which traces
    public Replayed(Motion people, int traces, int recordedMs, RandomGenerator random) {
        if (traces < 1 || traces > MAX_TRACES) {
            throw new IllegalArgumentException("1 to 10000 traces are replayed, not " + traces);
        }
        this.recordedMs = recordedMs;
        for (Means means : Means.values()) {
            recordings.put(
                    means,
                    Stream.generate(() -> people.trace(means, recordedMs, random))
                            .limit(traces)
                            .toList());
        }
    }

    @Override
    public Trace trace(Means means, int durationMs, RandomGenerator random) {
        List<Trace> traces = Objects.requireNonNull(recordings.get(means));
        Trace trace = traces.get(random.nextInt(traces.size()));
        int later = durationMs - recordedMs;
        return new Trace(
                trace.events().stream()
                        .map(it -> new Trace.Event(it.at() + later, it.kind(), it.x(), it.y()))
                        .filter(it -> it.at() >= 0)
                        .toList());
    }
}
