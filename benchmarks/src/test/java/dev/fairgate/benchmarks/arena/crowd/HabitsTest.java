package dev.fairgate.benchmarks.arena.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.benchmarks.arena.motion.Means;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HabitsTest {

    private static final int PLAY_MS = 25_000;

    @ParameterizedTest
    @EnumSource(Slice.class)
    void comesOutTheSameForTheSameSeed(Slice slice) {
        assertThat(people(slice, 7)).isEqualTo(people(slice, 7)).isNotEqualTo(people(slice, 8));
    }

    @ParameterizedTest
    @EnumSource(Slice.class)
    void isWithinThePlay(Slice slice) {
        assertThat(people(slice, 7))
                .allSatisfy(
                        habits -> {
                            assertThat(habits.arrivesMs()).isBetween(Book.FROM_MS, PLAY_MS);
                            assertThat(habits.readsMs()).isPositive();
                            assertThat(habits.customerFor()).isPositive();
                        });
    }

    @Test
    void isAsItsDescriptionSays() {
        List<Habits> people = people(Slice.HOME, 7);

        assertThat(share(people, habits -> habits.isEarly() ? 1 : 0)).isCloseTo(0.6, within(0.03));
        assertThat(median(people, Habits::hesitatesMs)).isCloseTo(900.0, within(50.0));
        assertThat(median(people, Habits::readsMs)).isCloseTo(6_000.0, within(400.0));
        assertThat(
                        share(
                                people,
                                it -> it.customerFor().compareTo(Duration.ofDays(30)) <= 0 ? 1 : 0))
                .isBetween(0.28, 0.36);
    }

    @Test
    void differsWherePeopleDo() {
        assertThat(people(Slice.ASSISTIVE_TECHNOLOGY, 7))
                .extracting(Habits::means)
                .containsOnly(Means.KEYBOARD);
        assertThat(median(people(Slice.SLOW_PHONE, 7), Habits::computesMs))
                .isGreaterThan(6 * median(people(Slice.HOME, 7), Habits::computesMs));
        assertThat(share(people(Slice.CARRIER_NAT, 7), it -> it.movesOn() ? 1 : 0))
                .isCloseTo(0.3, within(0.03));
        assertThat(people(Slice.HOME, 7)).extracting(Habits::movesOn).containsOnly(false);
        assertThat(share(people(Slice.PRIVACY_BROWSER, 7), it -> it.keepsCookies() ? 1 : 0))
                .isCloseTo(0.5, within(0.03));
    }

    private static List<Habits> people(Slice slice, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, 4_000).mapToObj(_ -> Habits.of(slice, PLAY_MS, random)).toList();
    }

    private static double share(List<Habits> people, ToIntFunction<Habits> one) {
        return people.stream().mapToInt(one).average().orElseThrow();
    }

    private static double median(List<Habits> people, ToIntFunction<Habits> number) {
        return people.stream()
                .mapToInt(number)
                .sorted()
                .skip(people.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
