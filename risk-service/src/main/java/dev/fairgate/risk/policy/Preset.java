package dev.fairgate.risk.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an admin can switch to with one call, whatever the document says otherwise.
public enum Preset {
    /// The document as it is.
    NORMAL,
    /// Everybody is asked for a challenge, in every sale.
    STRICT,
    /// Verdicts are logged only, in every sale.
    OBSERVE;

    /// The name in paths and JSON.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The preset of that name.
    public static Optional<Preset> fromWireName(String name) {
        return Stream.of(values()).filter(preset -> preset.wireName().equals(name)).findFirst();
    }
}
