package dev.fairgate.models.scoring;

/// From which score on a request is challenged and blocked.
///
/// @param challenge in [0, 1]
/// @param block in [0, 1], not below `challenge`; 1 and a model that never says so: never
public record Bounds(double challenge, double block) {

    /// Checks the order.
    public Bounds {
        if (!(challenge >= 0 && challenge <= block && block <= 1)) {
            throw new IllegalArgumentException("0 <= challenge <= block <= 1");
        }
    }
}
