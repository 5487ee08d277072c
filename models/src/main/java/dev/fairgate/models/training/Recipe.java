package dev.fairgate.models.training;

/// What trees are grown, and how.
///
/// @param kind boosted trees or a forest
/// @param trees how many, 1 to 1,000
/// @param depth how many questions a tree may ask in a row, 2 to 30
/// @param shrinkage how much of each boosted tree counts, above 0 to 1; a forest has no use for it
/// @param mostRows that trees are grown of; of more, so many are drawn. All rows are still used for
///     calibration, thresholds and figures
/// @param seed that everything drawn comes of
public record Recipe(Kind kind, int trees, int depth, double shrinkage, int mostRows, long seed) {

    /// How many people trees are grown of for each bot, at most, and bots for each person. What is
    /// rarer than that is not learned better by more of the others; the calibration, made of rows
    /// as they are, puts the probabilities right.
    static final int MOST_TO_ONE = 20;

    private static final int MOST_TREES = 1_000;
    private static final int MOST_DEPTH = 30;
    private static final int LEAST_ROWS = 100;

    /// The kinds.
    public enum Kind {
        /// Each tree is grown of what those before it got wrong.
        GBT(150, 6),
        /// Each tree is grown of other rows and inputs; their mean counts.
        FOREST(200, 20);

        private final int trees;
        private final int depth;

        Kind(int trees, int depth) {
            this.trees = trees;
            this.depth = depth;
        }

        /// In small letters, as the command line says it.
        public String title() {
            return switch (this) {
                case GBT -> "gradient-boosted trees";
                case FOREST -> "random forest";
            };
        }
    }

    /// Refuses what would not end, or not be a model.
    public Recipe {
        require(trees > 0 && trees <= MOST_TREES, "trees are 1 to 1,000");
        require(depth > 1 && depth <= MOST_DEPTH, "a depth is 2 to 30");
        require(shrinkage > 0 && shrinkage <= 1, "a shrinkage is above 0, and at most 1");
        require(mostRows >= LEAST_ROWS, "trees are grown of at least 100 rows");
    }

    /// What a kind is grown with if nobody says otherwise: 150 boosted trees of depth 6, each
    /// counting a tenth; 200 trees of a forest, of depth 20; of at most 300,000 rows.
    public static Recipe standard(Kind kind) {
        return new Recipe(kind, kind.trees, kind.depth, 0.1, 300_000, 1);
    }

    /// Fewer trees of fewer rows, where only a rough figure is wanted.
    Recipe quick() {
        return new Recipe(
                kind, Math.min(trees, 60), depth, shrinkage, Math.min(mostRows, 60_000), seed);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
