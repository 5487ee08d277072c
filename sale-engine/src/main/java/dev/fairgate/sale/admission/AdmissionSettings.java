package dev.fairgate.sale.admission;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who may call, and the keys that prove it.
///
/// @param network what is in front of this service
/// @param tokens who issues account tokens
/// @param keys secrets of this service, shared by its nodes
/// @param purchasesAtOnce purchases in progress on one node; past it new ones are shed with 503
@ConfigurationProperties("fairgate")
public record AdmissionSettings(
        @DefaultValue Network network,
        @DefaultValue Tokens tokens,
        @DefaultValue Keys keys,
        @DefaultValue("2000") int purchasesAtOnce) {

    public AdmissionSettings {
        if (purchasesAtOnce < 1) {
            throw new IllegalArgumentException("fairgate.purchases-at-once must be positive");
        }
    }

    /// What is in front of this service.
    ///
    /// @param trustedProxies networks whose `X-Forwarded-For` is believed
    public record Network(@DefaultValue List<String> trustedProxies) {}

    /// Who issues account tokens.
    ///
    /// @param issuer an OIDC issuer (production)
    /// @param demoKey base64 HS256 key of at least 32 bytes (profile `demo` only)
    /// @param cache how long a verified token is remembered at most
    public record Tokens(
            @Nullable String issuer,
            @Nullable String demoKey,
            @DefaultValue("60s") Duration cache) {}

    /// Secrets of this service, shared by its nodes.
    ///
    /// @param session base64, 32 bytes: seals the browser's session
    /// @param device base64, at least 32 bytes: authenticates device cookies
    public record Keys(@Nullable String session, @Nullable String device) {

        byte[] sessionKey() {
            return decode("fairgate.keys.session", session);
        }

        byte[] deviceKey() {
            return decode("fairgate.keys.device", device);
        }
    }

    static byte[] decode(String name, @Nullable String base64) {
        if (base64 == null) {
            throw new IllegalStateException(
                    name + " is missing: set it to 32 random bytes, base64");
        }
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length < 32) {
            throw new IllegalStateException(name + " has " + key.length + " bytes, 32 are needed");
        }
        return key;
    }
}
