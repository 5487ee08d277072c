package dev.fairgate.benchmarks.arena.report;

/// A share that was counted, with its Wilson score interval at 95 % (E. B. Wilson, 1927).
///
/// With `p = count / n` and `z = 1.959964` the interval is
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. It never leaves 0 to 1, and none is not
/// nothing: 0 of 3,900 is at most 0.0984 %, 0 of 800 at most 0.478 %, and 3 of 100 is 1.03 % to
/// 8.45 %. Of nobody it says only 0 to 1.
///
/// @param count of those who were met by it
/// @param total of all who could have been
public record Wilson(long count, long total) {

    private static final double Z = 1.959964;

    /// Refuses more than all.
    public Wilson {
        if (count < 0 || count > total) {
            throw new IllegalArgumentException(
                    "a count is between 0 and the total: " + count + " of " + total);
        }
    }

    /// `count` of `total`.
    public static Wilson of(long count, long total) {
        return new Wilson(count, total);
    }

    /// What was counted, between 0 and 1; 0 of nobody.
    public double share() {
        return total == 0 ? 0 : (double) count / total;
    }

    /// The lower bound, between 0 and 1.
    public double low() {
        return count == 0 ? 0 : bound(-1);
    }

    /// The upper bound, between 0 and 1.
    public double high() {
        return count == total ? 1 : bound(1);
    }

    private double bound(int side) {
        double n = total;
        double p = share();
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return (p + Z * Z / (2 * n) + side * half) / (1 + Z * Z / n);
    }
}
