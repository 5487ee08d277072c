package dev.fairgate.benchmarks.arena.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The hands of a script that hides what it replays: each event is moved by up to some px and ms,
/// for each visit anew. Order, kinds, scrolls and keys stay what they were.
public final class Jittered implements Motion {

    private static final int MOST = 1000;

    private final Motion replayed;
    private final int px;
    private final int ms;

    /// @param replayed what is jittered
    /// @param px at most so far to each side, 0 to 1000
    /// @param ms at most so much sooner or later, 0 to 1000; an event never comes before the one
    ///     that it follows
    public Jittered(Replayed replayed, int px, int ms) {
        if (Math.min(px, ms) < 0 || Math.max(px, ms) > MOST) {
            throw new IllegalArgumentException(
                    "Jitter is 0 to 1000 px and ms, not " + px + " px and " + ms + " ms");
        }
        this.replayed = replayed;
        this.px = px;
        this.ms = ms;
    }

    @Override
    public Trace trace(Means means, int durationMs, RandomGenerator random) {
        List<Trace.Event> events = new ArrayList<>();
        int last = 0;
        for (Trace.Event event : replayed.trace(means, durationMs, random).events()) {
            last = Math.clamp(event.at() + about(ms, random), last, durationMs);
            events.add(jittered(event, last, random));
        }
        return new Trace(events);
    }

    private Trace.Event jittered(Trace.Event event, int at, RandomGenerator random) {
        return switch (event.kind()) {
            case 'm', 'd', 'u', 't' ->
                    new Trace.Event(
                            at,
                            event.kind(),
                            event.x() + about(px, random),
                            event.y() + about(px, random));
            default -> new Trace.Event(at, event.kind(), event.x(), event.y());
        };
    }

    private static int about(int most, RandomGenerator random) {
        return random.nextInt(-most, most + 1);
    }
}
