package dev.fairgate.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {

    /// Of 2 bots and 3 people there are six pairs: 0.8 is above all people, 0.5 above one, level
    /// with one, below one. So 3 + 1.5 of 6.
    @Test
    void countsPairsAndHalvesTies() {
        Measures measures =
                Ranking.of(Rows.of(new double[] {0.8, 0.7, 0.5, 0.5, 0.1}, 1, 0, 1, 0, 0))
                        .measures();

        assertThat(measures.auc()).isCloseTo(0.75, within(1e-12));
    }

    /// Bots at places 1, 3 and 4 of 5: (1/1 + 2/3 + 3/4) / 3.
    @Test
    void averagesPrecisionOverBots() {
        Measures measures =
                Ranking.of(Rows.of(new double[] {0.9, 0.8, 0.7, 0.6, 0.5}, 1, 0, 1, 1, 0))
                        .measures();

        assertThat(measures.precision()).isCloseTo((1 + 2.0 / 3 + 0.75) / 3, within(1e-12));
    }

    /// Whatever order tied rows come in.
    @Test
    void takesTiedRowsAsOneStep() {
        double[] level = {0.5, 0.5, 0.5, 0.5};

        Measures one = Ranking.of(Rows.of(level, 1, 0, 0, 0)).measures();
        Measures other = Ranking.of(Rows.of(level, 0, 0, 0, 1)).measures();

        assertThat(one).isEqualTo(other);
        assertThat(one.auc()).isEqualTo(0.5);
        assertThat(one.precision()).isEqualTo(0.25);
        assertThat(one.recallAtOne()).isZero();
    }

    /// 1,000 people, of whom one is above the first 30 bots, ten above the next 20, and the rest
    /// above the last 50.
    @Test
    void tellsHowManyBotsAreReachedAtSoManyPeople() {
        double[] scores = new double[1_100];
        int[] labels = new int[1_100];
        for (int i = 0; i < 1_000; i++) {
            scores[i] = i == 0 ? 0.9 : i < 11 ? 0.7 : 0.5;
        }
        for (int i = 0; i < 100; i++) {
            labels[1_000 + i] = 1;
            scores[1_000 + i] = i < 30 ? 0.8 : i < 50 ? 0.6 : 0.1;
        }
        Measures measures = Ranking.of(Rows.of(scores, labels)).measures();

        assertThat(measures.recallAtTenth()).isEqualTo(0.3);
        assertThat(measures.recallAtOne())
                .as("eleven people are more than one in a hundred")
                .isEqualTo(0.3);
    }

    @Test
    void weighsRows() {
        Scored scored =
                new Scored(
                        new double[] {0.8, 0.6, 0.4},
                        Rows.bots(0, 1, 0),
                        new double[] {1, 1, 3},
                        new int[] {0, 1, 2});

        assertThat(Ranking.of(scored).measures().auc()).isEqualTo(0.75);
    }

    @Test
    void knowsNothingOfOneKind() {
        assertThat(Ranking.of(Rows.of(new double[] {0.5, 0.4}, 1, 1)).measures().auc()).isNaN();
    }

    @Test
    void drawsFromCornerToCorner() {
        double[] scores = new SplittableRandom(1).doubles(5_000).toArray();
        int[] labels = new SplittableRandom(2).ints(5_000, 0, 2).toArray();
        var points = Ranking.of(Rows.of(scores, labels)).points();

        assertThat(points).hasSizeLessThan(420);
        assertThat(points.getFirst().people()).isZero();
        assertThat(points.getLast().people()).isCloseTo(1, within(1e-9));
        assertThat(points.getLast().bots()).isCloseTo(1, within(1e-9));
        double[] people = points.stream().mapToDouble(Ranking.Point::people).toArray();
        assertThat(people).isSorted();
        assertThat(Arrays.stream(people).distinct().count()).isGreaterThan(100);
    }
}
