package dev.fairgate.risk.policy;

/// From score to verdict: a score at or over a threshold reaches it.
///
/// @param challenge in [0, 1]; 0 challenges everybody
/// @param block over 0, at most 1, and not below `challenge`
public record Thresholds(double challenge, double block) {

    /// Everybody is asked for a challenge.
    static final Thresholds STRICT = new Thresholds(0, 0.95);

    /// Checks the order.
    public Thresholds {
        if (!(challenge >= 0 && challenge <= block && block > 0 && block <= 1)) {
            throw new IllegalArgumentException(
                    "thresholds must satisfy 0 <= challenge <= block <= 1 and block > 0");
        }
    }

    /// The verdict for a score.
    public Verdict verdict(double score) {
        if (score >= block) {
            return Verdict.BLOCK;
        }
        return score >= challenge ? Verdict.CHALLENGE : Verdict.ALLOW;
    }

    /// The lower of each.
    Thresholds strictest(Thresholds other) {
        return new Thresholds(Math.min(challenge, other.challenge), Math.min(block, other.block));
    }
}
