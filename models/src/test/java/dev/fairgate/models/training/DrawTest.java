package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static final int ROWS = 10_000;

    @Test
    void takesEverythingWhereNothingIsRare() {
        Table table = table(0.5, 1, 1);

        assertThat(new Draw(table, 1).from(all(), ROWS)).isEqualTo(all());
    }

    @Test
    void thinsOutTheManyToTwentyForOne() {
        Table table = table(0.01, 1, 1);
        int[] drawn = new Draw(table, 1).from(all(), ROWS);

        assertThat(bots(table, drawn)).isEqualTo(100);
        assertThat(drawn).hasSize(2_100).isSorted();
        assertThat(drawn[drawn.length - 1]).as("from all of the table").isGreaterThan(9_800);
    }

    @Test
    void drawsNoMoreThanIsAskedFor() {
        Table table = table(0.5, 1, 1);
        int[] drawn = new Draw(table, 1).from(all(), 1_000);

        assertThat(drawn).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(bots(table, drawn)).isBetween(430L, 570L);
    }

    @Test
    void takesRowsAsOftenAsTheyWeigh() {
        Table table = table(0.5, 1, 3);
        int[] drawn = new Draw(table, 1).from(all(), ROWS);

        assertThat(bots(table, drawn) / (double) drawn.length).isBetween(0.249, 0.251);
        assertThat(drawn.length).isBetween(ROWS - 1, ROWS + 1);
    }

    /// The first rows are bots.
    private static Table table(double shareOfBots, double weightOfBots, double weightOfPeople) {
        boolean[] isBot = new boolean[ROWS];
        double[] weight = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            isBot[i] = i < shareOfBots * ROWS;
            weight[i] = isBot[i] ? weightOfBots : weightOfPeople;
        }
        return Made.of(isBot, new long[ROWS], all(), weight);
    }

    private static int[] all() {
        return IntStream.range(0, ROWS).toArray();
    }

    private static long bots(Table table, int[] rows) {
        return Arrays.stream(rows).filter(row -> table.isBot()[row]).count();
    }
}
