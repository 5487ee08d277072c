package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import dev.fairgate.benchmarks.arena.shop.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.HdrHistogram.ConcurrentHistogram;

/// What was answered when, to people and to bots, and how fast. Thread-safe.
final class Book {

    /// Before the opening.
    static final int FROM_MS = -6_000;

    private static final int KINDS = 5;
    private static final long LONGEST_MICROS = 60_000_000;

    private final int steps;
    private final AtomicIntegerArray counts;
    private final ConcurrentHistogram latency = new ConcurrentHistogram(1, LONGEST_MICROS, 3);

    /// @param playMs after the opening
    Book(int playMs) {
        steps = (playMs - FROM_MS) / Moment.STEP_MS + 1;
        counts = new AtomicIntegerArray(steps * 2 * KINDS);
    }

    void note(boolean person, int atMs, Reply reply, long nanos) {
        latency.recordValue(Math.clamp(nanos / 1_000, 1, LONGEST_MICROS));
        int kind =
                switch (reply) {
                    case Reply.Bought _ -> 0;
                    case Reply.Challenged _ -> 1;
                    case Reply.Blocked _, Reply.Throttled _ -> 2;
                    case Reply.Unavailable _, Reply.TooEarly _ -> 3;
                    case Reply.Failed _ -> 4;
                };
        int step = Math.clamp((atMs - FROM_MS) / Moment.STEP_MS, 0, steps - 1);
        counts.incrementAndGet((step * 2 + (person ? 0 : 1)) * KINDS + kind);
    }

    List<Moment> timeline() {
        List<Moment> moments = new ArrayList<>(steps);
        for (int step = 0; step < steps; step++) {
            int at = FROM_MS + step * Moment.STEP_MS;
            moments.add(new Moment(at, answers(2 * step), answers(2 * step + 1)));
        }
        return moments;
    }

    /// All of one side, so far.
    int units(boolean person) {
        int units = 0;
        for (int step = 0; step < steps; step++) {
            units += counts.get((step * 2 + (person ? 0 : 1)) * KINDS);
        }
        return units;
    }

    Latency latency() {
        return new Latency(
                latency.getTotalCount(),
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getMaxValue() / 1e3);
    }

    private Answers answers(int row) {
        int from = row * KINDS;
        return new Answers(
                counts.get(from),
                counts.get(from + 1),
                counts.get(from + 2),
                counts.get(from + 3),
                counts.get(from + 4));
    }
}
