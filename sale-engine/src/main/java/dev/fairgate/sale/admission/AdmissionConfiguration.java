package dev.fairgate.sale.admission;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import dev.fairgate.sale.RefusedToStart;
import io.github.bucket4j.TimeMeter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/// Puts admission together. In production an OIDC issuer vouches for accounts; in profile `demo` a
/// key of the first run does. With neither the engine does not start.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdmissionSettings.class, CallerLimits.Settings.class})
class AdmissionConfiguration {

    private static final JwtTimestampValidator NO_SKEW = new JwtTimestampValidator(Duration.ZERO);

    @Bean
    ReactiveJwtDecoder accountTokenDecoder(AdmissionSettings settings, Environment environment) {
        AdmissionSettings.Tokens tokens = settings.tokens();
        if (tokens.issuer() != null) {
            NimbusReactiveJwtDecoder decoder =
                    NimbusReactiveJwtDecoder.withIssuerLocation(tokens.issuer()).build();
            decoder.setJwtValidator(
                    JwtValidators.createDefaultWithValidators(
                            List.of(NO_SKEW, new JwtIssuerValidator(tokens.issuer()))));
            return decoder;
        }
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            throw new RefusedToStart(
                    "fairgate.tokens.issuer is missing: set it to the address of your OIDC issuer");
        }
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withSecretKey(demoKey(settings))
                        .macAlgorithm(MacAlgorithm.HS256)
                        .build();
        decoder.setJwtValidator(NO_SKEW);
        return decoder;
    }

    @Bean
    @Profile("demo")
    NimbusJwtEncoder demoTokenEncoder(AdmissionSettings settings) {
        return new NimbusJwtEncoder(new ImmutableSecret<>(demoKey(settings)));
    }

    @Bean
    Sessions sessions(AdmissionSettings settings) {
        return new Sessions(settings.keys().sessionKey(), InstantSource.system());
    }

    @Bean
    Devices devices(AdmissionSettings settings) {
        return new Devices(settings.keys().deviceKey(), new SecureRandom());
    }

    @Bean
    Callers callers(
            AdmissionSettings settings,
            ReactiveJwtDecoder decoder,
            Sessions sessions,
            Devices devices,
            CallerLimits limits) {
        return new Callers(
                new AccountTokens(decoder, InstantSource.system(), settings.tokens()),
                sessions,
                devices,
                new TrustedProxies(settings.network().trustedProxies()),
                limits);
    }

    @Bean
    CallerLimits callerLimits(CallerLimits.Settings settings) {
        return new CallerLimits(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    Shedding shedding(AdmissionSettings settings) {
        AdmissionSettings.Load load = settings.load();
        return new Shedding(load.limit(), load.waiting(), load.patience());
    }

    private static SecretKeySpec demoKey(AdmissionSettings settings) {
        return new SecretKeySpec(
                AdmissionSettings.decode("fairgate.tokens.demo-key", settings.tokens().demoKey()),
                "HmacSHA256");
    }
}
