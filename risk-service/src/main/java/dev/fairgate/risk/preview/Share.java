package dev.fairgate.risk.preview;

/// A share that was counted, with its Wilson score interval at 99 % (E. B. Wilson, 1927): `(p +
/// z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)` with z = 2.5758. 30 of 300 are 6.4 % to 15.4 %.
///
/// @param total of all who were counted
record Share(long count, long total) {

    private static final double Z = 2.575829;

    Share {
        if (count < 0 || count > total) {
            throw new IllegalArgumentException(count + " of " + total + " is no share");
        }
    }

    /// In [0, 1]; 0 of nobody.
    double value() {
        return total == 0 ? 0 : (double) count / total;
    }

    /// The lower bound, in [0, 1].
    double low() {
        return count == 0 ? 0 : bound(-1);
    }

    /// The upper bound, in [0, 1]; 1 of nobody.
    double high() {
        return count == total ? 1 : bound(1);
    }

    private double bound(int side) {
        double p = value();
        double half = Z * Math.sqrt(p * (1 - p) / total + Z * Z / (4.0 * total * total));
        return (p + Z * Z / (2.0 * total) + side * half) / (1 + Z * Z / total);
    }
}
