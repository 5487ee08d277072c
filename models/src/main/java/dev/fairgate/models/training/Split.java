package dev.fairgate.models.training;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Which rows a model is grown of, which it is calibrated and its thresholds are chosen on, and
/// which it is measured on: 60, 20 and 20 of a hundred. No entity is on two sides.
///
/// Ordered in time, an entity belongs to where its first row is. Its rows from after that are in
/// no slice: among the later ones it would be known already, and among the earlier ones they would
/// tell the future. So later slices are made of newcomers alone, which is the harder test; how many
/// rows it costs is told.
///
/// @param train places in the table of the rows that trees are grown of
/// @param later of those for calibration and thresholds
/// @param latest of those for the figures
/// @param dropped rows that are in none of them
@SuppressWarnings("ArrayRecordComponent") // copies of a million places are what it avoids
public record Split(int[] train, int[] later, int[] latest, int dropped) {

    private static final double TRAIN = 0.6;
    private static final double LATER = 0.8;
    private static final int SLICES = 3;

    /// By time: who comes later is measured by what was learned earlier. Rows of one moment are on
    /// one side.
    public static Split ordered(Table table) {
        long[] atMs = table.atMs();
        int first = cut(atMs, TRAIN);
        int second = cut(atMs, LATER);
        int[] home = new int[entities(table)];
        Arrays.fill(home, -1);
        int[] slice = new int[table.rows()];
        for (int row = 0; row < slice.length; row++) {
            int here = row < first ? 0 : row < second ? 1 : 2;
            int entity = table.entity()[row];
            home[entity] = home[entity] < 0 ? here : home[entity];
            slice[row] = home[entity] == here ? here : SLICES;
        }
        return of(slice);
    }

    /// By chance, entity by entity: what was learned of everybody's future is used on their past.
    public static Split random(Table table, long seed) {
        int[] order = shuffled(entities(table), new SplittableRandom(seed));
        int[] rowsOf = new int[order.length];
        for (int entity : table.entity()) {
            rowsOf[entity]++;
        }
        int[] home = new int[order.length];
        long so = 0;
        for (int entity : order) {
            home[entity] = so < TRAIN * table.rows() ? 0 : so < LATER * table.rows() ? 1 : 2;
            so += rowsOf[entity];
        }
        return of(Arrays.stream(table.entity()).map(entity -> home[entity]).toArray());
    }

    /// By chance, row by row, with entities on two sides: what nobody should do, and what shows by
    /// how good it looks that rows give each other away.
    static Split careless(Table table, long seed) {
        int[] order = shuffled(table.rows(), new SplittableRandom(seed));
        int[] slice = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            slice[order[i]] = i < TRAIN * order.length ? 0 : i < LATER * order.length ? 1 : 2;
        }
        return of(slice);
    }

    static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    static int entities(Table table) {
        return Arrays.stream(table.entity()).max().orElse(-1) + 1;
    }

    private static int cut(long[] atMs, double share) {
        int cut = (int) (share * atMs.length);
        while (cut > 0 && cut < atMs.length && atMs[cut] == atMs[cut - 1]) {
            cut++;
        }
        return cut;
    }

    private static Split of(int[] slice) {
        return new Split(
                places(slice, 0), places(slice, 1), places(slice, 2), places(slice, SLICES).length);
    }

    private static int[] places(int[] slice, int wanted) {
        return IntStream.range(0, slice.length).filter(row -> slice[row] == wanted).toArray();
    }
}
