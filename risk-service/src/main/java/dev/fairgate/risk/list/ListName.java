package dev.fairgate.risk.list;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One of the two lists.
enum ListName {
    /// Those who pass.
    ALLOW,
    /// Those who are refused.
    DENY;

    /// The name in paths and in JSON.
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ListName> fromWireName(String name) {
        return Stream.of(values()).filter(list -> list.wireName().equals(name)).findFirst();
    }
}
