package dev.fairgate.models.evaluation;

/// A share that was counted, with its Wilson score interval at 95 % (E. B. Wilson, 1927).
///
/// With `p = count / n` and `z = 1.959964` the interval is
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. It never leaves 0 to 1, and none is not
/// nothing: 0 of 3,900 is at most 0.0984 %, and 3 of 100 is 1.03 % to 8.45 %.
///
/// @param count of those who were met by it; not whole where rows have weights
/// @param total of all who could have been; where rows have weights, as many rows of one weight as
///     would say as much
public record Wilson(double count, double total) {

    private static final double Z = 1.959964;

    /// Refuses more than all.
    public Wilson {
        if (!(count >= 0 && count <= total)) {
            throw new IllegalArgumentException(
                    "a count is between 0 and the total: " + count + " of " + total);
        }
    }

    /// A share of rows with weights: as sure as `(Σw)² / Σw²` rows of one weight (L. Kish, 1965).
    static Wilson weighted(double met, double all, double squares) {
        if (all == 0) {
            return new Wilson(0, 0);
        }
        double rows = all * all / squares;
        return new Wilson(Math.min(rows, met / all * rows), rows);
    }

    /// What was counted, between 0 and 1; 0 of nobody.
    public double share() {
        return total == 0 ? 0 : count / total;
    }

    /// The lower bound, between 0 and 1.
    public double low() {
        return count == 0 ? 0 : bound(-1);
    }

    /// The upper bound, between 0 and 1; 1 of nobody.
    public double high() {
        return count == total ? 1 : bound(1);
    }

    private double bound(int side) {
        double p = share();
        double half = Z * Math.sqrt(p * (1 - p) / total + Z * Z / (4 * total * total));
        return (p + Z * Z / (2 * total) + side * half) / (1 + Z * Z / total);
    }
}
