package dev.fairgate.risk.list;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that people have said about somebody.
record Listing(List<Entry> entries, List<Suppression> suppressions) {

    static final Listing EMPTY = new Listing(List.of(), List.of());

    /// Entries and suppressions together.
    static final int MOST = 5_000;

    Listing {
        entries = List.copyOf(entries);
        suppressions = List.copyOf(suppressions);
    }

    int size() {
        return entries.size() + suppressions.size();
    }

    /// What of it says something at a time.
    Listing at(Instant now) {
        long millis = now.toEpochMilli();
        return new Listing(
                entries.stream().filter(entry -> entry.until() > millis).toList(),
                suppressions.stream().filter(it -> it.until() > millis).toList());
    }

    /// The entry that another one takes the place of.
    Optional<Entry> like(Entry entry) {
        return entries.stream().filter(entry::isAboutTheSameAs).findFirst();
    }

    Optional<Suppression> like(Suppression suppression) {
        return suppressions.stream().filter(suppression::isAboutTheSameAs).findFirst();
    }

    Listing with(Entry entry) {
        return new Listing(with(entries, entry), suppressions);
    }

    Listing with(Suppression suppression) {
        return new Listing(entries, with(suppressions, suppression));
    }

    Listing without(Entry entry) {
        return new Listing(without(entries, entry), suppressions);
    }

    Listing without(Suppression suppression) {
        return new Listing(entries, without(suppressions, suppression));
    }

    private static <T extends Item> List<T> with(List<T> items, T item) {
        return Stream.concat(without(items, item).stream(), Stream.of(item)).toList();
    }

    private static <T extends Item> List<T> without(List<T> items, T item) {
        return items.stream().filter(it -> !it.isAboutTheSameAs(item)).toList();
    }
}
