package dev.fairgate.risk.identity;

import dev.fairgate.risk.RefusedToStart;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/// Where tokens come from: an OpenID Connect issuer, or in profile `demo` a key that both
/// services share. Nothing starts without one of them.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    /// Clocks of issuers and of this machine may differ by this much.
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private static final String NO_DEMO_KEY =
            "Profile demo needs fairgate.tokens.demo-key: base64 of 32 random bytes, the same for"
                    + " both services.";

    /// @param issuer the OpenID Connect issuer, for example `https://id.example.com`
    /// @param demoKey base64 of at least 32 bytes; for profile `demo` only
    /// @param timeout for one token, the issuer's keys included
    @ConfigurationProperties("fairgate.tokens")
    record Settings(
            @DefaultValue("") String issuer,
            @DefaultValue("") String demoKey,
            @DefaultValue("2s") Duration timeout) {

        Optional<SecretKey> key() {
            return demoKey.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SecretKeySpec(decoded(demoKey), "HmacSHA256"));
        }
    }

    @Bean
    InstantSource riskClock() {
        return InstantSource.system();
    }

    @Bean
    CallerLimits callerLimits(CallerLimits.Settings settings) {
        return new CallerLimits(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    Callers callers(
            Settings settings, Environment environment, InstantSource clock, CallerLimits limits) {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        return new Callers(decoder(settings, demo), clock, settings.timeout(), limits);
    }

    @Bean
    @Profile("demo")
    DemoTokens demoTokens(Settings settings, InstantSource clock) {
        return new DemoTokens(settings.key().orElseThrow(() -> refusal(NO_DEMO_KEY)), clock);
    }

    static ReactiveJwtDecoder decoder(Settings settings, boolean demo) {
        Optional<SecretKey> key = settings.key();
        if (key.isPresent() && !demo) {
            throw refusal(
                    "fairgate.tokens.demo-key is for profile demo only: remove it, or start with"
                            + " spring.profiles.active=demo.");
        }
        if (key.isEmpty() && settings.issuer().isEmpty()) {
            throw refusal(
                    "Nobody could sign in: set fairgate.tokens.issuer to your OpenID Connect"
                            + " issuer, or start with profile demo and fairgate.tokens.demo-key.");
        }
        return key.map(IdentityConfiguration::demoDecoder)
                .orElseGet(() -> issuerDecoder(settings.issuer()));
    }

    private static ReactiveJwtDecoder demoDecoder(SecretKey key) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withSecretKey(key)
                        .macAlgorithm(MacAlgorithm.HS256)
                        .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(timestamps(), types()));
        return decoder;
    }

    private static ReactiveJwtDecoder issuerDecoder(String issuer) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withIssuerLocation(issuer)
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .jwsAlgorithm(SignatureAlgorithm.PS256)
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        timestamps(), types(), new JwtIssuerValidator(issuer)));
        return decoder;
    }

    private static JwtTimestampValidator timestamps() {
        JwtTimestampValidator validator = new JwtTimestampValidator(CLOCK_SKEW);
        validator.setAllowEmptyExpiryClaim(false);
        return validator;
    }

    /// Plain tokens and access tokens (RFC 9068); a token made for another purpose is none.
    private static JwtTypeValidator types() {
        JwtTypeValidator validator = new JwtTypeValidator("JWT", "at+jwt");
        validator.setAllowEmpty(true);
        return validator;
    }

    private static byte[] decoded(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length >= 32) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Not base64: the sentence below says what is.
        }
        throw refusal("fairgate.tokens.demo-key must be base64 of at least 32 random bytes.");
    }

    private static RefusedToStart refusal(String sentence) {
        return new RefusedToStart(sentence);
    }
}
