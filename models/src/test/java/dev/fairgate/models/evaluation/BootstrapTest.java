package dev.fairgate.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final int ROWS = 600;

    /// Hanley and McNeil (1982) give a deviation of 0.0217 for an AUC of 0.76 with 300 and 300
    /// rows, so an interval of about ±0.039 (the normal curves here are one deviation apart).
    @Test
    void givesAnIntervalAsWideAsTheFormula() {
        Interval auc = new Bootstrap(1).of(normal(ROWS, 1)).auc();

        assertThat(auc.value()).isBetween(0.70, 0.82);
        assertThat((auc.high() - auc.low()) / 2).isCloseTo(0.039, within(0.008));
        assertThat(auc.low()).isLessThan(auc.value());
        assertThat(auc.high()).isGreaterThan(auc.value());
    }

    /// The same rows, each of them four times under one owner, are no more than they were.
    @Test
    void isNotMadeSurerByRowsOfOneEntity() {
        Scored once = normal(ROWS, 1);
        Interval alone = new Bootstrap(1).of(once).auc();
        Interval grouped = new Bootstrap(1).of(fourTimes(once, true)).auc();
        Interval pretended = new Bootstrap(1).of(fourTimes(once, false)).auc();

        assertThat(grouped.high() - grouped.low())
                .isCloseTo(alone.high() - alone.low(), within(1e-9));
        assertThat(pretended.high() - pretended.low())
                .isLessThan(0.6 * (alone.high() - alone.low()));
    }

    @Test
    void isTheSameEveryTime() {
        Scored scored = normal(ROWS, 1);

        assertThat(new Bootstrap(1).of(scored)).isEqualTo(new Bootstrap(1).of(scored));
        assertThat(new Bootstrap(2).of(scored)).isNotEqualTo(new Bootstrap(1).of(scored));
    }

    /// Two rankings of the same rows by chance: their difference is surer than either of them.
    @Test
    void comparesOnTheSameResamples() {
        Scored one = normal(ROWS, 1);
        Scored shifted = one.with(Arrays.stream(one.score()).map(score -> score / 2).toArray());
        Scored reversed = one.with(Arrays.stream(one.score()).map(score -> -score).toArray());

        assertThat(new Bootstrap(1).gain(one, shifted)).isEqualTo(new Interval(0, 0, 0));
        Interval loss = new Bootstrap(1).gain(one, reversed);
        assertThat(loss.high()).isLessThan(-0.3);
    }

    /// Half bots and half people, whose scores are a deviation apart.
    private static Scored normal(int rows, double apart) {
        SplittableRandom random = new SplittableRandom(3);
        double[] scores = new double[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % 2;
            scores[i] = random.nextGaussian() + apart * labels[i];
        }
        return Rows.of(scores, labels);
    }

    private static Scored fourTimes(Scored once, boolean underOneOwner) {
        int rows = 4 * once.rows();
        double[] scores = new double[rows];
        boolean[] isBot = new boolean[rows];
        double[] weight = new double[rows];
        for (int i = 0; i < rows; i++) {
            scores[i] = once.score()[i / 4];
            isBot[i] = once.isBot()[i / 4];
            weight[i] = 1;
        }
        int[] entity = IntStream.range(0, rows).map(i -> underOneOwner ? i / 4 : i).toArray();
        return new Scored(scores, isBot, weight, entity);
    }
}
