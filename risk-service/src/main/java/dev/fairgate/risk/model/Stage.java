package dev.fairgate.risk.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a model is trusted.
enum Stage {
    /// It is kept and does nothing.
    UPLOADED,
    /// It scores beside the champion, and nobody notices.
    SHADOW,
    /// It decides for a share of the accounts.
    CANARY,
    /// It decides for everybody else.
    CHAMPION,
    /// It did.
    RETIRED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Stage> fromWireName(String name) {
        return Stream.of(values()).filter(stage -> stage.wireName().equals(name)).findFirst();
    }
}
