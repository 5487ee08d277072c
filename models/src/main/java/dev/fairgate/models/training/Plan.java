package dev.fairgate.models.training;

/// How rows that teach are kept apart from rows that judge.
public sealed interface Plan {

    /// In the order of time: see [Split#ordered].
    record Ordered() implements Plan {}

    /// By chance, entity by entity: only where time plays no part.
    record Random() implements Plan {}

    /// Every row is judged by trees of others, grown of all parts but its own; for tables without
    /// time.
    ///
    /// @param repeats how often the parts are dealt anew, 1 to 20
    /// @param folds parts, 2 to 20
    record Crossed(int repeats, int folds) implements Plan {

        private static final int MOST = 20;

        /// Checks the numbers.
        public Crossed {
            if (repeats < 1 || repeats > MOST || folds < 2 || folds > MOST) {
                throw new IllegalArgumentException("1 to 20 times 2 to 20 parts");
            }
        }
    }
}
