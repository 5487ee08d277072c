package dev.fairgate.models.training;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Which of some rows trees are grown of. Smile's trees take neither weights of rows nor, boosted,
/// of classes, so both become a matter of which rows are drawn.
final class Draw {

    private final Table table;
    private final SplittableRandom random;

    Draw(Table table, long seed) {
        this.table = table;
        this.random = new SplittableRandom(seed);
    }

    /// Rows with weights come as often as they weigh; of people and bots, the many are thinned out
    /// to 20 to one; what is left, to `most`. In the order of the table.
    int[] from(int[] rows, int most) {
        int[] weighed = byWeight(rows);
        int bots = (int) Arrays.stream(weighed).filter(row -> table.isBot()[row]).count();
        int few = Math.min(bots, weighed.length - bots);
        int many = (int) Math.min((long) few * Recipe.MOST_TO_ONE, weighed.length - few);
        boolean areBotsFew = bots == few;
        int[] balanced =
                merged(side(weighed, areBotsFew), thinned(side(weighed, !areBotsFew), many));
        return thinned(balanced, Math.min(most, balanced.length));
    }

    /// Each row as often as its weight is of the mean weight, the rest by a common chance
    /// (systematic resampling): as many rows as there were. With one weight for all, all once.
    private int[] byWeight(int[] rows) {
        double sum = Arrays.stream(rows).mapToDouble(row -> table.weight()[row]).sum();
        double mean = sum / rows.length;
        if (Arrays.stream(rows).allMatch(row -> table.weight()[row] == table.weight()[rows[0]])) {
            return rows;
        }
        double next = random.nextDouble();
        double so = 0;
        IntStream.Builder drawn = IntStream.builder();
        for (int row : rows) {
            so += table.weight()[row] / mean;
            for (; next < so; next++) {
                drawn.add(row);
            }
        }
        return drawn.build().toArray();
    }

    private int[] side(int[] rows, boolean ofBots) {
        return Arrays.stream(rows).filter(row -> table.isBot()[row] == ofBots).toArray();
    }

    /// So many of them, each as likely as any other (selection sampling).
    private int[] thinned(int[] rows, int wanted) {
        if (rows.length <= wanted) {
            return rows;
        }
        int[] kept = new int[wanted];
        int count = 0;
        for (int i = 0; count < wanted; i++) {
            if (random.nextInt(rows.length - i) < wanted - count) {
                kept[count++] = rows[i];
            }
        }
        return kept;
    }

    private static int[] merged(int[] some, int[] others) {
        return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).sorted().toArray();
    }
}
