package dev.fairgate.models.cluster;

import com.github.f4b6a3.ulid.Ulid;

/// Accounts that stand so close together that one script may drive them all.
///
/// @param id a ULID; it stays the same from one snapshot to the next while the cluster stays where
///     it is, whoever comes and goes
/// @param size how many accounts it has
/// @param centre the mean of their positions
/// @param spread the root of the mean squared distance of its accounts to the centre
/// @param tightness within 0 and 1, see [#tightness(double, double)]
/// @param firstSeenMs the oldest sighting it had when it was first found, in ms since 1970
public record Cluster(
        String id, int size, Position centre, float spread, double tightness, long firstSeenMs) {

    /// Checks all of them.
    public Cluster {
        if (!Ulid.isValid(id)) {
            throw new IllegalArgumentException("the id must be a ULID, was '" + id + "'");
        }
        if (size < 1) {
            throw new IllegalArgumentException("a cluster has at least 1 account, not " + size);
        }
        if (!(spread >= 0 && Float.isFinite(spread) && tightness >= 0 && tightness <= 1)) {
            throw new IllegalArgumentException(
                    "spread must be finite, tightness within 0 and 1, were %s and %s"
                            .formatted(spread, tightness));
        }
    }

    /// `1 - spread / radius`, and 0 where the spread is larger than the radius. With a radius of
    /// 0.25, accounts that do exactly the same have 1, a spread of 0.05 has 0.8.
    static double tightness(double spread, double radius) {
        return Math.max(0, 1 - spread / radius);
    }
}
