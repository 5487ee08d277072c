package dev.fairgate.risk.list;

import java.util.List;
import java.util.Optional;

/// Some items, and from where to go on if there are more.
///
/// @param next the `cursor` of the next page
record Page<T extends Item>(List<T> items, Optional<String> next) {

    /// The part of all items that a query asks for, the latest first.
    static <T extends Item> Page<T> of(List<T> all, ListQuery query) {
        List<T> found =
                all.stream()
                        .filter(query::wants)
                        .sorted((one, other) -> other.id().compareTo(one.id()))
                        .limit(query.limit() + 1L)
                        .toList();
        List<T> items = found.stream().limit(query.limit()).toList();
        return new Page<>(
                items,
                found.size() > items.size() ? Optional.of(items.getLast().id()) : Optional.empty());
    }
}
