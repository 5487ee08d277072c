package dev.fairgate.risk.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Some lines of a log, the last written first.
///
/// @param from before which place was looked; empty where the log is
/// @param found at most as many as were wanted
/// @param next before which place to go on; that of `from` where the log is empty
/// @param more whether there are some, as far as is known
/// @param isPartial whether time was over before all that was wanted was found
/// @param withoutKey epochs whose files were left out, as nobody can tell networks in them
public record Finds(
        Optional<LogPosition> from,
        List<Found> found,
        Optional<LogPosition> next,
        boolean more,
        boolean isPartial,
        Set<String> withoutKey) {

    /// Takes copies.
    public Finds {
        found = List.copyOf(found);
        withoutKey = Set.copyOf(withoutKey);
    }

    /// A line.
    ///
    /// @param place before it, which tells it from all others of its log
    /// @param line without its line feed
    public record Found(LogPosition place, String line) {}
}
