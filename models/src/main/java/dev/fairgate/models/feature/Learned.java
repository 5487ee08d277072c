package dev.fairgate.models.feature;

import java.util.Optional;

/// What was learned of a network over many hours, without who was there when: what is worth keeping
/// longer than a [Profile].
///
/// @param usualCrowd accounts that are normal there in an hour, 0 to 1,000
/// @param hours that this was learned from, 0 to 65,535 as the others
/// @param paid purchases that were paid
/// @param unpaid purchases that were not
public record Learned(float usualCrowd, int hours, int paid, int unpaid) {

    private static final float LARGEST_CROWD = 1_000;
    private static final int MOST = 65_535;

    /// Checks the numbers.
    public Learned {
        if (!isPossible(usualCrowd, hours, paid, unpaid)) {
            throw new IllegalArgumentException(
                    "not learned: crowd %s, hours %d, paid %d, unpaid %d"
                            .formatted(usualCrowd, hours, paid, unpaid));
        }
    }

    /// The same from where anything may stand; empty for what cannot have been learned.
    public static Optional<Learned> tryOf(float usualCrowd, int hours, int paid, int unpaid) {
        return isPossible(usualCrowd, hours, paid, unpaid)
                ? Optional.of(new Learned(usualCrowd, hours, paid, unpaid))
                : Optional.empty();
    }

    private static boolean isPossible(float usualCrowd, int hours, int paid, int unpaid) {
        return usualCrowd >= 0 // not for NaN
                && usualCrowd <= LARGEST_CROWD
                && isCount(hours)
                && isCount(paid)
                && isCount(unpaid);
    }

    private static boolean isCount(int count) {
        return count >= 0 && count <= MOST;
    }
}
