package dev.fairgate.risk.search;

import dev.fairgate.risk.log.Finds;
import dev.fairgate.risk.log.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What one node has for a page.
///
/// @param node the id of its log
/// @param from before which place it looked; empty where the log is
/// @param items the last written first
/// @param next before which place to go on after all of them
/// @param more whether there are some, as far as it knows
/// @param isPartial whether its time was over
/// @param withoutKey epochs in which it could not tell networks
record NodePage(
        String node,
        Optional<LogPosition> from,
        List<Item> items,
        Optional<LogPosition> next,
        boolean more,
        boolean isPartial,
        Set<String> withoutKey) {

    NodePage {
        items = List.copyOf(items);
        withoutKey = Set.copyOf(withoutKey);
    }

    /// A decision as pages show it.
    ///
    /// @param place in its node's log
    record Item(LogPosition place, Instant at, ObjectNode json) {}

    static NodePage of(String node, Finds finds) {
        return new NodePage(
                node,
                finds.from(),
                finds.found().stream().flatMap(it -> Summary.of(node, it).stream()).toList(),
                finds.next(),
                finds.more(),
                finds.isPartial(),
                finds.withoutKey());
    }

    /// Where the node goes on when so many of its items were taken.
    Optional<LogPosition> after(int taken) {
        if (taken == items.size()) {
            return next;
        }
        return taken == 0 ? from : Optional.of(items.get(taken - 1).place());
    }
}
