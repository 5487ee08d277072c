package dev.fairgate.risk.preview;

import java.util.Set;

/// What the logs that were looked at lack.
///
/// @param lost entries that a log says are missing
/// @param unreadable lines that are none
/// @param otherVersions decisions that another version of the policy made: the answers of limits
///     that differ are worked out for both policies
/// @param incomplete known nodes whose log could not be read, or not to its end
/// @param unknownModels versions that scored, and that nobody has any more
record Gaps(
        long lost,
        long unreadable,
        long otherVersions,
        Set<String> incomplete,
        Set<String> unknownModels) {

    Gaps {
        incomplete = Set.copyOf(incomplete);
        unknownModels = Set.copyOf(unknownModels);
    }
}
