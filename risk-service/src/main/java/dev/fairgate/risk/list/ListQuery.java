package dev.fairgate.risk.list;

import java.util.Optional;
import java.util.Set;

/// Which items somebody wants.
///
/// @param kind of this kind
/// @param targets about one of these; absent: about anybody
/// @param after made before the one with this id
/// @param limit most items of one answer
record ListQuery(
        Optional<Target.Kind> kind,
        Optional<Set<Target>> targets,
        Optional<String> after,
        int limit) {

    /// Items of one answer.
    static final int MOST = 200;

    boolean wants(Item item) {
        return kind.stream().allMatch(item.target().kind()::equals)
                && targets.stream().allMatch(any -> any.contains(item.target()))
                && after.stream().allMatch(id -> item.id().compareTo(id) < 0);
    }
}
