package dev.fairgate.benchmarks.arena.motion;

import static dev.fairgate.benchmarks.arena.motion.PeopleContract.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.benchmarks.arena.motion.Trace.Event;
import dev.fairgate.models.hands.Hands;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BotsTest {

    private static final int RECORDED_MS = 5_000;

    private final Replayed replayed =
            new Replayed(new MinimumJerk(), 3, RECORDED_MS, new SplittableRandom(1));
    private final Jittered jittered = new Jittered(replayed, 2, 4);

    @ParameterizedTest
    @EnumSource
    void theProductTakesNoScriptForAPerson(Means means) {
        List<Hands> visits = PeopleContract.visits(new Scripted(), means);

        assertThat(visits).allMatch(it -> it.faults() == 0);
        assertThat(PeopleContract.natural(visits)).isLessThan(0.02);
    }

    @ParameterizedTest
    @EnumSource
    void aScriptKeepsWithinItsVisit(Means means) {
        for (int durationMs = 300; durationMs < 2_000; durationMs += 7) {
            int most = durationMs;
            List<Event> events =
                    new Scripted().trace(means, durationMs, new SplittableRandom(1)).events();

            assertThat(events).isSortedAccordingTo(Comparator.comparingInt(Event::at));
            assertThat(events).allMatch(it -> it.at() >= 0 && it.at() <= most);
        }
    }

    @Test
    void aReplayIsTheSameTraceWheneverItIsPlayed() {
        Set<Long> fingerprints =
                IntStream.range(0, 100)
                        .mapToObj(it -> handsOf(replayed, RECORDED_MS + 10 * it, it))
                        .peek(it -> assertThat(it.faults()).isZero())
                        .map(Hands::fingerprint)
                        .collect(Collectors.toSet());

        assertThat(fingerprints).hasSize(3).doesNotContain(0L);
    }

    @Test
    void ofALongReplayOnlyTheEndIsPlayed() {
        Replayed one = new Replayed(new MinimumJerk(), 1, RECORDED_MS, new SplittableRandom(1));
        List<Event> whole = one.trace(Means.MOUSE, RECORDED_MS, new SplittableRandom(2)).events();
        List<Event> end = one.trace(Means.MOUSE, 2_000, new SplittableRandom(2)).events();

        assertThat(end)
                .isEqualTo(
                        whole.stream()
                                .filter(it -> it.at() >= 3_000)
                                .map(it -> new Event(it.at() - 3_000, it.kind(), it.x(), it.y()))
                                .toList());
    }

    @Test
    void jitterMakesEachReplayAnotherTrace() {
        Set<Long> fingerprints =
                IntStream.range(0, 100)
                        .mapToObj(it -> handsOf(jittered, RECORDED_MS, it))
                        .peek(it -> assertThat(it.faults()).isZero())
                        .map(Hands::fingerprint)
                        .collect(Collectors.toSet());

        assertThat(fingerprints).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource
    void jitterIsNoMoreThanWasAskedFor(Means means) {
        Replayed one = new Replayed(new MinimumJerk(), 1, RECORDED_MS, new SplittableRandom(1));
        List<Event> before = one.trace(means, RECORDED_MS, new SplittableRandom(2)).events();
        List<Event> after =
                new Jittered(one, 2, 4).trace(means, RECORDED_MS, new SplittableRandom(2)).events();

        assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
        assertThat(after).isSortedAccordingTo(Comparator.comparingInt(Event::at));
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).kind()).isEqualTo(before.get(i).kind());
            assertThat(Math.abs(after.get(i).x() - before.get(i).x())).isLessThanOrEqualTo(2);
            assertThat(Math.abs(after.get(i).y() - before.get(i).y())).isLessThanOrEqualTo(2);
            assertThat(Math.abs(after.get(i).at() - before.get(i).at())).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Replayed(new Scripted(), 0, 3_000, new SplittableRandom(1)))
                .hasMessage("1 to 10000 traces are replayed, not 0");
        assertThatThrownBy(() -> new Jittered(replayed, -1, 3))
                .hasMessage("Jitter is 0 to 1000 px and ms, not -1 px and 3 ms");
    }

    private static Hands handsOf(Motion motion, int durationMs, long seed) {
        return read(motion, Means.MOUSE, durationMs, new SplittableRandom(seed));
    }
}
