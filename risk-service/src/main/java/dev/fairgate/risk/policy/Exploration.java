package dev.fairgate.risk.policy;

/// How many of those who would be challenged for what they look like are let through all the same,
/// by chance: what becomes of them shows whom the rules are wrong about, which nothing else does.
///
/// @param share from 0, nobody, to [#MOST]
public record Exploration(double share) {

    /// One in twenty: a bot that is let through by chance buys like anybody else.
    public static final double MOST = 0.05;

    /// Nobody.
    public static final Exploration OFF = new Exploration(0);

    /// Checks the range.
    public Exploration {
        if (!(share >= 0 && share <= MOST)) {
            throw new IllegalArgumentException("a share to explore is from 0 to " + MOST);
        }
    }
}
