package dev.fairgate.sale.admission;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A signed-in caller.
///
/// @param id 1 to 64 of `a-z 0-9 _ -`: an allow-list, because look-alike letters survive every
///     normalisation
/// @param registeredAt when the account was made, if the issuer says so
/// @param expiresAt until when this was proven
public record Account(
        String id, Optional<Instant> registeredAt, Set<Role> roles, Instant expiresAt) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,64}");

    /// What an account may do.
    public enum Role {
        BUYER,
        ANALYST,
        ADMIN,
        SERVICE
    }

    public Account {
        if (!isId(id)) {
            throw new IllegalArgumentException("an account id is 1 to 64 of a-z 0-9 _ -");
        }
        roles = Set.copyOf(roles);
    }

    /// Whether a text can be an account's id.
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }
}
