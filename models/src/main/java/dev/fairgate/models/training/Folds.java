package dev.fairgate.models.training;

import dev.fairgate.models.table.Table;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Parts of a table of which each is measured by what the others teach. An entity is in one part;
/// entities with a bot are dealt out first, so that each part has its share of them.
final class Folds {

    private final int[] entity;
    private final int[] foldOf;
    private final int count;

    private Folds(int[] entity, int[] foldOf, int count) {
        this.entity = entity;
        this.foldOf = foldOf;
        this.count = count;
    }

    static Folds of(Table table, int count, long seed) {
        int entities = Split.entities(table);
        boolean[] hasBot = new boolean[entities];
        for (int row = 0; row < table.rows(); row++) {
            hasBot[table.entity()[row]] |= table.isBot()[row];
        }
        int[] foldOf = new int[entities];
        int dealt = 0;
        int[] order = Split.shuffled(entities, new SplittableRandom(seed));
        for (boolean bots : new boolean[] {true, false}) {
            for (int one : order) {
                if (hasBot[one] == bots) {
                    foldOf[one] = dealt++ % count;
                }
            }
        }
        return new Folds(table.entity(), foldOf, count);
    }

    int count() {
        return count;
    }

    /// Places of the rows in one part.
    int[] inside(int fold) {
        return IntStream.range(0, entity.length).filter(i -> foldOf[entity[i]] == fold).toArray();
    }

    /// Places of all others.
    int[] outside(int fold) {
        return IntStream.range(0, entity.length).filter(i -> foldOf[entity[i]] != fold).toArray();
    }
}
