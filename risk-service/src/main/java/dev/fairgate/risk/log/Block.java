package dev.fairgate.risk.log;

import java.util.List;

/// Some lines of a log, one after the other.
///
/// @param lines each with its line feed, and not to be changed
/// @param next where the lines after these are
/// @param more whether there are some, as far as is known
public record Block(List<byte[]> lines, LogPosition next, boolean more) {

    public Block {
        lines = List.copyOf(lines);
    }
}
