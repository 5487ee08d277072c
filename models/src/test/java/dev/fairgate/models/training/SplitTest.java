package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    @Test
    void putsSixTwoAndTwoTenthsAfterEachOther() {
        Split split = Split.ordered(Made.rows(1_000).table());

        assertThat(split.train()).containsExactly(IntStream.range(0, 600).toArray());
        assertThat(split.later()).containsExactly(IntStream.range(600, 800).toArray());
        assertThat(split.latest()).containsExactly(IntStream.range(800, 1_000).toArray());
    }

    @Test
    void keepsRowsOfOneMomentOnOneSide() {
        long[] atMs = {1, 2, 3, 4, 5, 6, 6, 6, 7, 8};
        Split split = Split.ordered(table(atMs, IntStream.range(0, 10).toArray()));

        assertThat(split.train()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(split.latest()).containsExactly(8, 9);
    }

    @Test
    void dropsLaterRowsOfWhoWasThereBefore() {
        long[] atMs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        int[] entity = {0, 1, 2, 0, 3, 4, 5, 0, 5, 6};
        Split split = Split.ordered(table(atMs, entity));

        assertThat(split.train()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(split.later()).as("without the third row of entity 0").containsExactly(6);
        assertThat(split.latest()).as("without the second row of entity 5").containsExactly(9);
        assertThat(split.dropped()).isEqualTo(2);
    }

    @Test
    void keepsEntitiesOnOneSideByChanceToo() {
        Table table = Made.rows(1_000).entitiesOf(7).table();
        Split split = Split.random(table, 3);

        assertThat(owners(table, split.train()))
                .doesNotContainAnyElementsOf(owners(table, split.later()));
        assertThat(owners(table, split.train()))
                .doesNotContainAnyElementsOf(owners(table, split.latest()));
        assertThat(owners(table, split.later()))
                .doesNotContainAnyElementsOf(owners(table, split.latest()));
        assertThat(split.train()).hasSizeBetween(590, 610);
        assertThat(split.dropped()).isZero();
        assertThat(Split.random(table, 3).train()).isEqualTo(split.train());
        assertThat(Split.random(table, 4).train()).isNotEqualTo(split.train());
    }

    @Test
    void dealsEntitiesAndTheirBotsIntoFolds() {
        Table table = Made.rows(1_000).bots(0.05).entitiesOf(4).table();
        Folds folds = Folds.of(table, 5, 1);
        Set<Integer> seen = new HashSet<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            Set<Integer> inside = owners(table, folds.inside(fold));
            assertThat(inside).doesNotContainAnyElementsOf(owners(table, folds.outside(fold)));
            assertThat(folds.inside(fold)).hasSize(200);
            assertThat(Arrays.stream(folds.inside(fold)).filter(i -> table.isBot()[i]).count())
                    .isGreaterThan(0);
            seen.addAll(inside);
        }
        assertThat(seen).hasSize(250);
    }

    @Test
    void givesEachFoldItsShareOfTheFewBots() {
        boolean[] isBot = new boolean[100];
        Arrays.fill(isBot, 0, 5, true);
        int[] entity = IntStream.range(0, 100).toArray();
        double[] weight = new double[100];
        Arrays.fill(weight, 1);
        Folds folds = Folds.of(Made.of(isBot, new long[100], entity, weight), 5, 1);

        for (int fold = 0; fold < folds.count(); fold++) {
            assertThat(Arrays.stream(folds.inside(fold)).filter(i -> isBot[i]).count())
                    .isEqualTo(1);
        }
    }

    private static Set<Integer> owners(Table table, int[] rows) {
        Set<Integer> owners = new HashSet<>();
        Arrays.stream(rows).forEach(row -> owners.add(table.entity()[row]));
        return owners;
    }

    private static Table table(long[] atMs, int[] entity) {
        double[] weight = new double[atMs.length];
        Arrays.fill(weight, 1);
        return Made.of(new boolean[atMs.length], atMs, entity, weight);
    }
}
