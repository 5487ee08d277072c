package dev.fairgate.sale.risk;

import dev.fairgate.sale.RefusedToStart;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Puts the way to the risk service together: few connections, all bounded, and a breaker that
/// opens when six calls in a row have failed and tries again after half a second. One success in
/// between keeps it shut: a service that is slow but alive is still asked.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RiskSettings.class)
class RiskConfiguration {

    private static final int CONNECTIONS = 8;
    private static final int CHALLENGE_CONNECTIONS = 16;
    private static final int CHALLENGES_WAITING = 256;
    private static final int APPEAL_CONNECTIONS = 4;
    private static final int APPEALS_WAITING = 64;
    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;
    private static final Duration DEMO_TOKEN_LIFE = Duration.ofDays(3650);

    /// Asks for verdicts.
    @Bean
    WebClient riskHttp(RiskSettings settings) {
        return http(settings, "risk", CONNECTIONS, settings.waiting());
    }

    /// Speaks about challenges, over connections of its own: a picture takes longer than a verdict
    /// may, and many who ask for pictures must not stand in the way of those who buy.
    @Bean
    WebClient challengeHttp(RiskSettings settings) {
        return http(settings, "risk-challenges", CHALLENGE_CONNECTIONS, CHALLENGES_WAITING);
    }

    /// Passes appeals on, over few connections of their own: the database behind them may be slow,
    /// and buyers who appeal must not keep others from their pictures.
    @Bean
    WebClient appealHttp(RiskSettings settings) {
        return http(settings, "risk-appeals", APPEAL_CONNECTIONS, APPEALS_WAITING);
    }

    @Bean
    AppealClient appealClient(@Qualifier("appealHttp") WebClient appealHttp, ServiceToken token) {
        return new AppealClient(appealHttp, token, breaker("appeals"));
    }

    private static WebClient http(
            RiskSettings settings, String name, int connectionCount, int waiting) {
        ConnectionProvider connections =
                ConnectionProvider.builder(name)
                        .maxConnections(connectionCount)
                        .pendingAcquireMaxCount(waiting)
                        .maxIdleTime(Duration.ofSeconds(5)) // below the server's idle timeout
                        .build();
        HttpClient client =
                HttpClient.create(connections)
                        .option(
                                io.netty.channel.ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.deadline().toMillis()));
        return WebClient.builder()
                .baseUrl(settings.url().toString())
                .clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES))
                .build();
    }

    @Bean
    ServiceToken serviceToken(RiskSettings settings, ObjectProvider<NimbusJwtEncoder> demo) {
        if (settings.tokenFile() != null) {
            String token = read(settings.tokenFile());
            return () -> token;
        }
        if (settings.token() != null) {
            String token = settings.token();
            return () -> token;
        }
        NimbusJwtEncoder encoder = demo.getIfAvailable();
        if (encoder == null) {
            throw new RefusedToStart(
                    "fairgate.risk.token-file is missing: set it to a file with a token of role"
                            + " 'service'");
        }
        String token = demoToken(encoder);
        return () -> token;
    }

    @Bean
    RiskClient riskClient(
            @Qualifier("riskHttp") WebClient riskHttp,
            ServiceToken token,
            RiskSettings settings,
            RiskOutage outage,
            Environment environment) {
        return new RiskClient(
                riskHttp,
                token,
                settings,
                ticketKeys(environment),
                outage,
                breaker("risk-service"));
    }

    private static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(6)
                        .minimumNumberOfCalls(6)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofMillis(500))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .build());
    }

    /// The bearer token that this service presents.
    interface ServiceToken extends Supplier<String> {}

    private static Ticket.Keys ticketKeys(Environment environment) {
        String text = environment.getProperty("fairgate.keys.ticket");
        if (text == null) {
            throw new RefusedToStart(
                    "fairgate.keys.ticket is missing: set it to id:base64, as in the risk service");
        }
        return Ticket.Keys.parse(text);
    }

    private static String demoToken(JwtEncoder encoder) {
        Instant now = Instant.now();
        return encoder.encode(
                        JwtEncoderParameters.from(
                                JwsHeader.with(MacAlgorithm.HS256).build(),
                                JwtClaimsSet.builder()
                                        .subject("sale-engine")
                                        .issuedAt(now)
                                        .expiresAt(now.plus(DEMO_TOKEN_LIFE))
                                        .claim("registered_at", now.getEpochSecond())
                                        .claim("roles", List.of("service"))
                                        .build()))
                .getTokenValue();
    }

    private static String read(java.nio.file.Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new RefusedToStart("fairgate.risk.token-file cannot be read: " + e.getMessage());
        }
    }
}
