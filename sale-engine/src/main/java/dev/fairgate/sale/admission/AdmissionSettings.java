package dev.fairgate.sale.admission;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import dev.fairgate.sale.RefusedToStart;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who may call, and the keys that prove it.
///
/// @param network what is in front of this service
/// @param tokens who issues account tokens
/// @param keys secrets of this service, shared by its nodes
/// @param load how many purchases one node works on
@ConfigurationProperties("fairgate")
public record AdmissionSettings(
        @DefaultValue Network network,
        @DefaultValue Tokens tokens,
        @DefaultValue Keys keys,
        @DefaultValue Load load) {

    /// How much one node takes on.
    ///
    /// @param atOnce most purchases in progress; fewer while purchases fail or take long
    /// @param slow a purchase that takes longer than this makes the node take on fewer
    /// @param waiting purchases that may wait for their turn
    /// @param patience how long they may, before they are shed with 503
    public record Load(
            @DefaultValue("256") int atOnce,
            @DefaultValue("100ms") Duration slow,
            @DefaultValue("4000") int waiting,
            @DefaultValue("3s") Duration patience) {

        /// Few enough for cold code, and never none.
        private static final int AT_FIRST = 8;

        private static final int AT_LEAST = 4;

        public Load {
            if (atOnce < AT_LEAST
                    || slow.toMillis() < 1
                    || waiting < 1
                    || patience.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "fairgate.load: at-once is at least 4, slow, waiting and patience are"
                                + " positive");
            }
        }

        Limit limit() {
            return AIMDLimit.newBuilder()
                    .initialLimit(Math.min(AT_FIRST, atOnce))
                    .minLimit(AT_LEAST)
                    .maxLimit(atOnce)
                    .timeout(slow.toMillis(), TimeUnit.MILLISECONDS)
                    .build();
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
    /// @param remembered how many verified tokens are remembered, about 1 KiB each
    public record Tokens(
            @Nullable String issuer,
            @Nullable String demoKey,
            @DefaultValue("60s") Duration cache,
            @DefaultValue("100000") int remembered) {}

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
            throw new RefusedToStart(name + " is missing: set it to 32 random bytes, base64");
        }
        byte[] key = bytes(name, base64);
        if (key.length < 32) {
            throw new RefusedToStart(name + " has " + key.length + " bytes, 32 are needed");
        }
        return key;
    }

    private static byte[] bytes(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new RefusedToStart(name + " is not base64: set it to 32 random bytes, base64");
        }
    }
}
