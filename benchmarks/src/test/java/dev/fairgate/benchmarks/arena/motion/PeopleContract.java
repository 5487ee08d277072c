package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.benchmarks.arena.motion.Trace.Event;
import dev.fairgate.models.hands.Hands;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of every model of people.
abstract class PeopleContract {

    static final int VISITS = 500;
    static final long OPENED_AT = 1_790_000_000_000L;

    private static final List<Character> POINTER = List.of('m', 'd', 'u', 't');

    abstract Motion motion();

    /// What the product's reader makes of one visit.
    static Hands read(Motion motion, Means means, int durationMs, SplittableRandom random) {
        Trace trace = motion.trace(means, durationMs, random);
        long submittedAt = OPENED_AT + durationMs;
        Browser browser = Browser.of(means, random);
        String json = Telemetry.json(trace, OPENED_AT, submittedAt, browser);
        return Hands.read(json, submittedAt + 40);
    }

    /// Visits of 3 to 30 s.
    static List<Hands> visits(Motion motion, Means means) {
        return IntStream.range(0, VISITS)
                .mapToObj(SplittableRandom::new)
                .map(random -> read(motion, means, random.nextInt(3_000, 30_001), random))
                .toList();
    }

    static double natural(List<Hands> visits) {
        return (double) visits.stream().filter(it -> it.natural() >= 0.5).count() / visits.size();
    }

    /// 300 ms to a minute, all orders of magnitude alike, and some that are longer.
    private static int duration(int seed) {
        double most = seed % 10 == 0 ? 600_000 : 60_000;
        return (int) Math.round(300 * Math.pow(most / 300, seed % 97 / 96.0));
    }

    @ParameterizedTest
    @EnumSource
    void everyEventIsOneThatAPageRecords(Means means) {
        for (int seed = 0; seed < VISITS; seed++) {
            int durationMs = duration(seed);
            Trace trace = motion().trace(means, durationMs, new SplittableRandom(seed));

            assertThat(trace.events()).hasSizeLessThanOrEqualTo(512);
            assertThat(trace.events()).isSortedAccordingTo((a, b) -> a.at() - b.at());
            assertThat(trace.events())
                    .allMatch(it -> it.at() >= 0 && it.at() <= durationMs)
                    .allMatch(it -> it.x() >= 0 && it.x() < 1366)
                    .allMatch(it -> it.y() >= 0 && it.y() < (it.kind() == 's' ? 1601 : 640));
            assertThinned(trace, 'm');
            assertThinned(trace, 's');
        }
    }

    private static void assertThinned(Trace trace, char kind) {
        List<Event> events = trace.events().stream().filter(it -> it.kind() == kind).toList();
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).at() - events.get(i - 1).at()).isGreaterThanOrEqualTo(16);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVisitEndsWithThePress(Means means) {
        for (int seed = 0; seed < VISITS; seed++) {
            int durationMs = duration(seed);
            Trace trace = motion().trace(means, durationMs, new SplittableRandom(seed));

            Event last = trace.events().getLast();
            assertThat(last.kind()).isEqualTo(means == Means.KEYBOARD ? 'k' : 'u');
            assertThat(last.at()).isBetween(durationMs - 10, durationMs);
            if (means != Means.KEYBOARD) {
                char down = means == Means.MOUSE ? 'd' : 't';
                assertThat(trace.events())
                        .anyMatch(
                                it ->
                                        it.kind() == down
                                                && it.at() >= last.at() - 151
                                                && it.at() <= last.at() - 49);
            }
        }
    }

    @Test
    void aKeyboardMovesNoPointer() {
        for (int seed = 0; seed < VISITS; seed++) {
            Trace trace =
                    motion().trace(Means.KEYBOARD, duration(seed), new SplittableRandom(seed));

            assertThat(trace.events()).noneMatch(it -> POINTER.contains(it.kind()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameTrace(Means means) {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(motion().trace(means, 7_000, new SplittableRandom(seed)))
                    .isEqualTo(motion().trace(means, 7_000, new SplittableRandom(seed)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTwoVisitsAreAlike(Means means) {
        SplittableRandom random = new SplittableRandom(7);
        Set<Trace> traces = new HashSet<>();
        for (int i = 0; i < VISITS; i++) {
            traces.add(motion().trace(means, 3_000, random));
        }

        assertThat(traces).hasSize(VISITS);
    }

    @ParameterizedTest
    @EnumSource
    void theProductTakesMostOfThemForPeople(Means means, TestReporter reporter) {
        List<Hands> visits = visits(motion(), means);

        reporter.publishEntry("natural " + means, String.valueOf(natural(visits)));
        assertThat(visits).allMatch(it -> it.faults() == 0);
        assertThat(natural(visits)).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @ValueSource(ints = {299, 600_001})
    void refusesVisitsThatNobodyMakes(int durationMs) {
        assertThatThrownBy(() -> motion().trace(Means.MOUSE, durationMs, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A visit lasts 300 to 600000 ms, not " + durationMs);
    }
}
