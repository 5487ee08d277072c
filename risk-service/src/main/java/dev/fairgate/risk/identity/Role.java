package dev.fairgate.risk.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a caller may do.
public enum Role {
    BUYER,
    ANALYST,
    ADMIN,
    /// Another service of Fairgate, the sale engine above all.
    SERVICE;

    /// The name in tokens.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of that name; empty for roles of other systems.
    public static Optional<Role> fromWireName(String name) {
        return Stream.of(values()).filter(role -> role.wireName().equals(name)).findFirst();
    }
}
