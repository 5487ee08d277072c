package dev.fairgate.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void boundsSharesAsWilsonDid() {
        assertThat(new Wilson(0, 3_900).high()).isCloseTo(0.000984, within(1e-6));
        assertThat(new Wilson(3, 100).low()).isCloseTo(0.0103, within(1e-4));
        assertThat(new Wilson(3, 100).high()).isCloseTo(0.0845, within(1e-4));
        assertThat(new Wilson(0, 0).high()).isEqualTo(1);
    }

    /// Ten rows of which one weighs as much as the nine others say as much as 18² / 90 = 3.6 rows.
    @Test
    void isLessSureOfUnequalWeights() {
        double[] weight = {9, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Scored scored = new Scored(new double[10], new boolean[10], weight, new int[10]);

        assertThat(scored.reached(0, false).total()).isCloseTo(3.6, within(1e-9));
        assertThat(scored.reached(0, false).share()).isEqualTo(1);
        assertThat(scored.reached(0.1, false).share()).isZero();
    }

    /// (0.2² + 0.4² + 0.1²) / 3.
    @Test
    void squaresHowFarProbabilitiesAreOff() {
        Reliability reliability = Reliability.of(Rows.of(new double[] {0.2, 0.6, 0.9}, 0, 1, 1));

        assertThat(reliability.brier()).isCloseTo(0.07, within(1e-12));
    }

    /// Ten rows at 0.25 of which half are bots, ten at 0.75 of which all are.
    @Test
    void measuresHowFarSaidIsFromSeen() {
        double[] scores = IntStream.range(0, 20).mapToDouble(i -> i < 10 ? 0.25 : 0.75).toArray();
        int[] labels = IntStream.range(0, 20).map(i -> i < 10 ? i % 2 : 1).toArray();
        Reliability reliability = Reliability.of(Rows.of(scores, labels));

        assertThat(reliability.error()).isCloseTo(0.25, within(1e-12));
        assertThat(reliability.bins()).hasSize(2);
        assertThat(reliability.bins().getFirst().seen()).isEqualTo(new Wilson(5, 10));
    }

    /// From halves to one and three quarters: −0.25 · ln 0.5 + 0.25 · ln 1.5.
    @Test
    void measuresHowFarAnInputMoved() {
        double[] halves = IntStream.range(0, 1_000).mapToDouble(i -> i % 2).toArray();
        double[] quarters =
                IntStream.range(0, 1_000).mapToDouble(i -> i % 4 == 0 ? 0 : 1).toArray();

        assertThat(Drift.index(halves, quarters)).isCloseTo(0.2747, within(1e-4));
        assertThat(Drift.index(halves, halves)).isZero();
    }

    @Test
    void seesThatARareValueBecameCommon() {
        double[] rare = IntStream.range(0, 1_000).mapToDouble(i -> i < 20 ? 0 : 1).toArray();
        double[] common = IntStream.range(0, 1_000).mapToDouble(i -> i < 500 ? 0 : 1).toArray();

        assertThat(Drift.index(rare, common)).isGreaterThan(1);
        assertThat(Drift.index(common, rare)).isGreaterThan(1);
    }

    @Test
    void namesTheInputThatMovedMostFirst() {
        double[] still = IntStream.range(0, 200).mapToDouble(i -> i % 10).toArray();
        double[] moving = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
        Table table = table(List.of("still", "moving"), new double[][] {still, moving}, Map.of());

        List<Drift> drift =
                Drift.of(
                        table,
                        IntStream.range(0, 100).toArray(),
                        IntStream.range(100, 200).toArray());

        assertThat(drift).extracting(Drift::input).containsExactly("moving", "still");
        assertThat(drift).extracting(Drift::hasMoved).containsExactly(true, false);
    }

    @Test
    void tellsWhoPaysForIt() {
        String[] network = new String[200];
        Arrays.setAll(network, i -> i < 50 ? "mobile" : "home");
        double[] scores = IntStream.range(0, 200).mapToDouble(i -> i < 10 ? 0.9 : 0.1).toArray();
        int[] labels = new int[200];
        labels[0] = 1;
        Table table = table(List.of("x"), new double[][] {scores}, Map.of("network_kind", network));

        List<Slice> slices =
                Slice.of(
                        table,
                        IntStream.range(0, 200).toArray(),
                        Rows.of(scores, labels),
                        new Bounds(0.5, 0.95));

        assertThat(slices).extracting(Slice::value).containsExactly("home", "mobile");
        assertThat(slices.getLast().challenged()).isEqualTo(new Wilson(9, 49));
        assertThat(slices.getLast().blocked()).isEqualTo(new Wilson(0, 49));
        assertThat(slices.getLast().caught()).isEqualTo(new Wilson(1, 1));
        assertThat(slices.getFirst().challenged()).isEqualTo(new Wilson(0, 150));
    }

    @Test
    void tellsWhatOtherThresholdsWouldCost() {
        double[] scores = IntStream.range(0, 2_000).mapToDouble(i -> i / 2_000.0).toArray();
        int[] labels = IntStream.range(0, 2_000).map(i -> i % 2).toArray();

        List<Trade> trades = Trade.along(Rows.of(scores, labels));

        assertThat(trades.getFirst().people()).isEqualTo(1);
        assertThat(trades.getFirst().botsThrough()).isZero();
        assertThat(trades.getLast().people()).isEqualTo(0.001);
        assertThat(trades.getLast().botsThrough()).isCloseTo(0.999, within(1e-9));
        assertThat(trades).extracting(Trade::bound).isSorted();
    }

    private static Table table(
            List<String> inputs, double[][] columns, Map<String, String[]> tags) {
        int rows = columns[0].length;
        return new Table(
                "made",
                false,
                inputs,
                columns,
                new boolean[rows],
                new long[rows],
                new int[rows],
                tags,
                new double[rows]);
    }
}
