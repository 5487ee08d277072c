package dev.fairgate.risk.label;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Who was behind a request, as somebody says who found out.
public enum Label {
    BOT,
    HUMAN;

    /// The name in JSON, CSV and the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The label of that name.
    public static Optional<Label> fromWireName(String name) {
        return Stream.of(values()).filter(label -> label.wireName().equals(name)).findFirst();
    }
}
