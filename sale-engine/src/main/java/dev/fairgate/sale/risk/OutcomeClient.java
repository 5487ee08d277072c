package dev.fairgate.sale.risk;

import dev.fairgate.sale.web.Json;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/// Tells the risk service about outcomes. Telling it again changes nothing.
@Component
public final class OutcomeClient {

    /// Outcomes of one call.
    public static final int MOST = 256;

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final WebClient http;
    private final RiskConfiguration.ServiceToken token;

    OutcomeClient(
            @Qualifier("challengeHttp") WebClient http, RiskConfiguration.ServiceToken token) {
        this.http = http;
        this.token = token;
    }

    /// Completes when the service has them all, at most [#MOST]. Errors with [Rejected] when it
    /// will never take them, and with something else when it may later.
    public Mono<Void> tell(List<Outcome> outcomes) {
        return http.post()
                .uri("/api/v1/outcomes")
                .headers(headers -> headers.setBearerAuth(token.get()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Json.write(outcomes))
                .retrieve()
                .toBodilessEntity()
                .timeout(DEADLINE)
                .then()
                .onErrorMap(WebClientResponseException.BadRequest.class, Rejected::new);
    }

    /// One of them breaks the service's rules.
    public static final class Rejected extends RuntimeException {
        Rejected(WebClientResponseException cause) {
            super(cause.getResponseBodyAsString(), cause, false, false);
        }
    }
}
