package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The time that pictures show: from the first answer until every answer says `sold out`,
/// the same for both sides.
///
/// @param fromMs since the opening, at most a fifth of the window before it
/// @param toMs since the opening
/// @param stepMs the length of a bar, a multiple of [Moment#STEP_MS]
record Window(int fromMs, int toMs, int stepMs) {

    private static final int BARS = 84;
    private static final int LEAST_MS = 2_000;

    static Window of(Findings findings) {
        List<Moment> moments =
                Stream.of(findings.guarded(), findings.unguarded())
                        .flatMap(it -> it.timeline().stream())
                        .toList();
        int end = moments.stream().filter(Window::decides).mapToInt(Moment::atMs).max().orElse(0);
        int to = Math.max(LEAST_MS, end + Moment.STEP_MS + end / 20);
        int begin = moments.stream().filter(Window::answers).mapToInt(Moment::atMs).min().orElse(0);
        int from = Math.clamp(begin, -to / 4, 0);
        int step = step(to - from);
        return new Window(Math.floorDiv(from, step) * step, Math.ceilDiv(to, step) * step, step);
    }

    /// What one side of the crowd was answered in each step, in order.
    List<Answers> bars(List<Moment> timeline, Who who) {
        Answers[] bars = new Answers[(toMs - fromMs) / stepMs];
        Arrays.fill(bars, Answers.NONE);
        for (Moment moment : timeline) {
            if (moment.atMs() >= fromMs && moment.atMs() < toMs) {
                int bar = (moment.atMs() - fromMs) / stepMs;
                bars[bar] = bars[bar].plus(who.answers(moment));
            }
        }
        return List.of(bars);
    }

    private static int step(int range) {
        return IntStream.of(1, 2, 4, 8, 20, 40, 80, 240)
                .map(it -> it * Moment.STEP_MS)
                .filter(it -> range / it <= BARS)
                .findFirst()
                .orElse(range / BARS);
    }

    private static boolean decides(Moment moment) {
        return Stream.of(moment.people(), moment.bots())
                .anyMatch(it -> it.total() > it.unavailable());
    }

    private static boolean answers(Moment moment) {
        return moment.people().total() + moment.bots().total() > 0;
    }
}
