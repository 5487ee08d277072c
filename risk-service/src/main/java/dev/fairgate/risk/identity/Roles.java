package dev.fairgate.risk.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/// The roles that a token claims.
final class Roles {

    private Roles() {}

    /// Those this system knows; none when the claim is not a list of texts.
    static Set<Role> of(Jwt jwt) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (jwt.getClaims().get("roles") instanceof List<?> names) {
            names.stream()
                    .map(String::valueOf)
                    .map(Role::fromWireName)
                    .flatMap(Optional::stream)
                    .forEach(roles::add);
        }
        return roles;
    }
}
