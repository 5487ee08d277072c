package dev.fairgate.risk.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an admin can switch to with one call, whatever the document says otherwise. The document
/// may say what else is different under one (`presets`).
public enum Preset {
    /// The document as it is.
    NORMAL,
    /// Verdicts are carried out in every sale, and everybody is asked for a challenge, unless the
    /// document says from which score on.
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

    /// The policy with what the preset holds to, whatever the document says.
    Policy over(Policy policy) {
        return switch (this) {
            case NORMAL -> policy;
            case STRICT -> policy.strictly();
            case OBSERVE -> policy.observing();
        };
    }
}
