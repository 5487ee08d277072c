package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.motion.Browser;
import dev.fairgate.benchmarks.arena.motion.Means;
import dev.fairgate.benchmarks.arena.motion.Telemetry;
import dev.fairgate.benchmarks.arena.motion.Trace;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import java.util.random.RandomGenerator;

/// What a person's page has seen since it was opened, as that person's browser tells it.
final class Visit {

    /// To what browsers round that guard against being recognised.
    private static final int COARSE_MS = 100;

    private final boolean silent;
    private final Trace trace;
    private final int opened;
    private final Browser browser;

    Visit(Slice slice, Means means, Trace trace, int opened, RandomGenerator dice) {
        this.silent = slice == Slice.NO_JAVASCRIPT;
        this.trace = slice == Slice.PRIVACY_BROWSER ? coarse(trace) : trace;
        this.opened = opened;
        this.browser = Browser.of(means, dice);
    }

    /// As it is sent now; empty where no script runs.
    String telemetry(Clock clock) {
        return silent
                ? ""
                : Telemetry.json(trace, clock.epochMs(opened), clock.epochMs(clock.now()), browser);
    }

    private static Trace coarse(Trace trace) {
        return new Trace(
                trace.events().stream()
                        .map(
                                it ->
                                        new Trace.Event(
                                                it.at() / COARSE_MS * COARSE_MS,
                                                it.kind(),
                                                it.x(),
                                                it.y()))
                        .toList());
    }
}
