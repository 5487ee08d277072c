package dev.fairgate.sale.risk;

import dev.fairgate.sale.web.Json;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Pictures and alternatives of challenges, from the risk service that issued them.
@Component
public final class ChallengeClient {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final WebClient http;
    private final RiskConfiguration.ServiceToken token;

    ChallengeClient(
            @Qualifier("challengeHttp") WebClient http, RiskConfiguration.ServiceToken token) {
        this.http = http;
        this.token = token;
    }

    /// The picture's id for this account instead of the given challenge; empty when there is none
    /// to be had.
    public Mono<String> pictureInstead(String challengeId, String account) {
        return alternative(challengeId, account, "image")
                .flatMap(answer -> Mono.justOrEmpty(answer.getBody()))
                .map(body -> Json.mapper().readTree(body).path("challenge").path("id"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .onErrorComplete(); // without a picture the page says what to do instead
    }

    /// A new challenge of that kind for this account; the old one is void.
    Mono<ResponseEntity<byte[]>> alternative(String challengeId, String account, String kind) {
        return http.post()
                .uri("/api/v1/challenges/{id}/alternative", challengeId)
                .headers(headers -> headers.setBearerAuth(token.get()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Json.write(Map.of("kind", kind, "accountId", account)))
                .retrieve()
                .toEntity(byte[].class)
                .timeout(DEADLINE);
    }

    /// What the risk service answers to a read of one challenge.
    Mono<ResponseEntity<byte[]>> get(String path, String challengeId) {
        return http.get()
                .uri(path, challengeId)
                .headers(headers -> headers.setBearerAuth(token.get()))
                .retrieve()
                .toEntity(byte[].class)
                .timeout(DEADLINE);
    }
}
