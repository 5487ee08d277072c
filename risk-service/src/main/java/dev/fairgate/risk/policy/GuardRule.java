package dev.fairgate.risk.policy;

/// When a change of the policy needs a preview.
///
/// @param mostFlips the share of decisions, in [0, 1], that a change may flip without one
/// @param sample how many of the latest decisions are looked at, at most [#MOST_SAMPLE]
public record GuardRule(double mostFlips, int sample) {

    /// The least that says anything.
    public static final int LEAST_SAMPLE = 100;

    /// As many as a preview looks at.
    public static final int MOST_SAMPLE = 200_000;

    /// One in fifty, of 20 000.
    public static final GuardRule DEFAULT = new GuardRule(0.02, 20_000);

    /// Checks the ranges.
    public GuardRule {
        if (!(mostFlips >= 0 && mostFlips <= 1) || sample < LEAST_SAMPLE || sample > MOST_SAMPLE) {
            throw new IllegalArgumentException(
                    "flips are a share, and a sample is of %d to %d"
                            .formatted(LEAST_SAMPLE, MOST_SAMPLE));
        }
    }
}
