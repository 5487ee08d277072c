package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.scoring.Calibration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IsotonicTest {

    /// Two bots of four at 0.6 and none of four at 0.2: with 2 bots and 6 people their labels count
    /// as 3/4 and 1/8.
    @Test
    void goesThroughTheMiddlesOfItsSteps() {
        Scored said =
                scored(
                        new double[] {0.2, 0.2, 0.2, 0.2, 0.6, 0.6, 0.6, 0.6},
                        false,
                        false,
                        false,
                        false,
                        true,
                        true,
                        false,
                        false);
        Calibration calibration = Isotonic.of(said);

        assertThat(calibration.of(0.2)).isCloseTo(0.125, within(1e-12));
        assertThat(calibration.of(0.6)).isCloseTo(0.4375, within(1e-12));
        assertThat(calibration.of(0.4)).isCloseTo((0.125 + 0.4375) / 2, within(1e-12));
    }

    @Test
    void poolsWhatDoesNotRise() {
        Scored said = scored(new double[] {0.1, 0.2, 0.3, 0.4}, false, true, false, true);
        Calibration calibration = Isotonic.of(said);

        assertThat(calibration.of(0.25)).as("half of both").isCloseTo(0.5, within(1e-12));
        assertThat(calibration.of(0.1)).isCloseTo(0.25, within(1e-12));
        assertThat(calibration.of(0.4)).isCloseTo(0.75, within(1e-12));
    }

    /// Says the square root of the probability.
    @Test
    void findsTheProbabilityBehindWhatIsSaid() {
        SplittableRandom random = new SplittableRandom(1);
        int rows = 40_000;
        double[] said = random.doubles(rows).toArray();
        boolean[] isBot = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            isBot[i] = random.nextDouble() < said[i] * said[i];
        }
        Calibration calibration = Isotonic.of(scored(said, isBot));

        for (double at = 0.1; at < 0.95; at += 0.1) {
            assertThat(calibration.of(at)).isCloseTo(at * at, within(0.04));
        }
    }

    @Test
    void keepsUnlikeRanksUnlike() {
        SplittableRandom random = new SplittableRandom(2);
        double[] said = random.doubles(20_000, 0.01, 0.99).sorted().toArray();
        boolean[] isBot = new boolean[said.length];
        for (int i = 0; i < said.length; i++) {
            isBot[i] = random.nextDouble() < 0.02;
        }
        Calibration calibration = Isotonic.of(scored(said, isBot));

        double[] scores = Arrays.stream(said).map(calibration::of).toArray();
        assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(19_000);
        assertThat(scores).isSorted();
        assertThat(scores[0]).isGreaterThanOrEqualTo(1e-4);
        assertThat(scores[scores.length - 1]).isLessThanOrEqualTo(1 - 1e-4);
    }

    @Test
    void takesTablesOfOneScore() {
        Scored said = scored(new double[] {0.3, 0.3, 0.3}, true, false, false);

        assertThat(Isotonic.of(said).of(0.3)).isBetween(0.3, 0.5);
    }

    @Test
    void neverSaysMoreThanSoManyRowsCanTell() {
        double[] said = IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();
        boolean[] isBot = new boolean[100];
        Arrays.fill(isBot, 90, 100, true);
        Calibration calibration = Isotonic.of(scored(said, isBot));

        assertThat(calibration.of(1)).as("of ten bots").isCloseTo(1 - 1 / 12.0, within(1e-3));
        assertThat(calibration.of(0)).as("of ninety people").isCloseTo(1 / 92.0, within(1e-3));
    }

    private static Scored scored(double[] said, boolean... isBot) {
        double[] weight = new double[said.length];
        Arrays.fill(weight, 1);
        return new Scored(said, isBot, weight, new int[said.length]);
    }
}
