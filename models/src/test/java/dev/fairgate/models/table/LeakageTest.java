package dev.fairgate.models.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairgate.models.table.Leakage.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeakageTest {

    private static final int ROWS = 2_000;
    private static final long NOW = 1_800_000_000_000L;

    private final Random random = new Random(7);
    private final boolean[] isBot = new boolean[ROWS];
    private final List<String> names = new ArrayList<>();
    private final List<double[]> columns = new ArrayList<>();
    private long lastAt = NOW;

    LeakageTest() {
        for (int i = 0; i < ROWS; i++) {
            isBot[i] = random.nextInt(10) == 0;
        }
        column("honest", i -> random.nextGaussian() + (isBot[i] ? 1 : 0));
    }

    @Test
    void findsNothingInAnHonestTable() {
        column("flag", i -> random.nextInt(10) < (isBot[i] ? 6 : 2) ? 1 : 0);
        column("same", _ -> 4);
        column("number", i -> i); // of the row: tells nothing of who it is
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsAColumnThatSeparatesAlone() {
        column("gap", i -> isBot[i] ? random.nextDouble() : 1 + random.nextDouble());
        assertThat(findings()).extracting(Finding::code).containsExactly("separates-alone");
        assertThat(findings().getFirst().columns()).containsExactly("gap");
        assertThat(findings().getFirst().sentence()).contains("'gap' alone", "AUC 1.0000");
    }

    @Test
    void findsAColumnThatSeparatesAlmostAll() {
        column("near", i -> (isBot[i] ? 4.2 : 0) + random.nextGaussian());
        assertThat(findings()).extracting(Finding::code).containsExactly("separates-alone");
    }

    @Test
    void leavesAStrongButHonestColumn() {
        column("strong", i -> (isBot[i] ? 2.5 : 0) + random.nextGaussian());
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsTheLabelInOtherWords() {
        column("copy", i -> isBot[i] ? 1 : 0);
        column("turned", i -> isBot[i] ? -7 : 3.5);
        column("codes", i -> isBot[i] ? 2 * random.nextInt(5) : 2 * random.nextInt(5) + 1);
        assertThat(findings())
                .extracting(Finding::code)
                .containsExactly("made-from-label", "made-from-label", "made-from-label");
        assertThat(findings())
                .flatExtracting(Finding::columns)
                .containsExactly("copy", "turned", "codes");
    }

    @Test
    void needsFiftyOfEachKindToSaySo() {
        int bots = 0;
        for (int i = 0; i < ROWS; i++) {
            bots += isBot[i] ? 1 : 0;
            isBot[i] = isBot[i] && bots < 50;
        }
        column("copy", i -> isBot[i] ? 1 : 0);
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsNamesOfWhatIsKnownAfterwards() {
        column("Order-Paid", _ -> random.nextInt(2));
        column("outcome_lapsed", _ -> random.nextInt(2));
        column("repaid", _ -> random.nextInt(2));
        assertThat(findings())
                .extracting(Finding::code)
                .containsExactly("known-afterwards", "known-afterwards");
        assertThat(findings())
                .flatExtracting(Finding::columns)
                .containsExactly("Order-Paid", "outcome_lapsed");
    }

    @Test
    void takesTheNamesOfFeaturesAsTheyAre() {
        column("paid", _ -> random.nextInt(9));
        assertThat(Leakage.in(table(true), NOW)).isEmpty();
        assertThat(Leakage.in(table(false), NOW)).hasSize(1);
    }

    @Test
    void findsRowsInTheFuture() {
        lastAt = NOW + 3_000;
        assertThat(findings())
                .containsExactly(
                        new Finding(
                                "in-the-future",
                                "3 rows are in the future: their times are not when they were"
                                        + " made.",
                                List.of()));
    }

    @Test
    void findsAClockWhereBotsCameInABurst() {
        for (int i = 0; i < ROWS; i++) {
            isBot[i] = i < ROWS / 4 && random.nextInt(3) > 0;
        }
        column("since", i -> -5.0 * i + random.nextDouble());
        assertThat(findings()).extracting(Finding::code).containsExactly("moves-with-time");
        assertThat(findings().getFirst().columns()).containsExactly("since");
    }

    @Test
    void findsEntitiesOnBothSides() {
        Table table = table(false); // entity i / 2
        int[] training = IntStream.range(0, 1_001).toArray();
        int[] testing = IntStream.range(1_001, ROWS).toArray();
        assertThat(Leakage.across(table, training, testing))
                .extracting(Finding::code, Finding::sentence)
                .containsExactly(
                        tuple(
                                "on-both-sides",
                                "1 entities are on both sides of the split: it is measured"
                                        + " with 1 rows of somebody learned from."));
        int[] even = IntStream.range(0, 1_000).toArray();
        int[] after = IntStream.range(1_000, ROWS).toArray();
        assertThat(Leakage.across(table, even, after)).isEmpty();
    }

    private List<Finding> findings() {
        return Leakage.in(table(false), NOW);
    }

    private void column(String name, IntToDoubleFunction of) {
        names.add(name);
        columns.add(IntStream.range(0, ROWS).mapToDouble(of).toArray());
    }

    private Table table(boolean isFairgate) {
        double[] weight = new double[ROWS];
        Arrays.fill(weight, 1);
        return new Table(
                "t",
                isFairgate,
                names,
                columns.toArray(double[][]::new),
                isBot,
                IntStream.range(0, ROWS).mapToLong(i -> lastAt - 1_000L * (ROWS - 1 - i)).toArray(),
                IntStream.range(0, ROWS).map(i -> i / 2).toArray(),
                Map.of(),
                weight);
    }
}
