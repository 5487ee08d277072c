package dev.fairgate.benchmarks.arena.report;

import java.util.Map;

/// What pictures, tables and the footer call things, the same everywhere.
final class Words {

    /// One side.
    static final String GUARDED = "through the gate";

    /// The other.
    static final String UNGUARDED = "gate only looking on";

    private static final Map<String, String> MOTIONS =
            Map.of(
                    "minimum-jerk",
                    "a minimum-jerk model of pointer and touch, with noise, corrections and pauses",
                    "sigma-lognormal",
                    "a sigma-lognormal model of pointer and touch, for reports only, so that"
                            + " nothing is tuned to its own mirror",
                    "recorded",
                    "traces that were recorded and are played again");

    private Words() {}

    /// How hands were made, in words; a name that is not known stands for itself.
    static String hands(String motion) {
        String words = MOTIONS.get(motion);
        return words == null ? motion : motion + ", " + words;
    }
}
