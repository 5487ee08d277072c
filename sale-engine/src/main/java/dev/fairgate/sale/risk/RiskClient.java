package dev.fairgate.sale.risk;

import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.web.Json;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// Asks the risk service about a purchase, within a deadline that counts from the moment the
/// purchase starts to wait. Whatever keeps an answer from coming ends in [RiskOutage].
public final class RiskClient {

    private static final ObjectReader READER =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Duration UNSTATED_WAIT = Duration.ofSeconds(1);

    private final WebClient http;
    private final Supplier<String> token;
    private final RiskSettings settings;
    private final Ticket.Keys keys;
    private final RiskOutage outage;
    private final RiskBatches batches;

    RiskClient(
            WebClient http,
            Supplier<String> token,
            RiskSettings settings,
            Ticket.Keys keys,
            RiskOutage outage,
            CircuitBreaker breaker) {
        this.http = http;
        this.token = token;
        this.settings = settings;
        this.keys = keys;
        this.outage = outage;
        this.batches =
                new RiskBatches(
                        this::send,
                        breaker,
                        settings.waiting(),
                        settings.deadline(),
                        Schedulers.parallel());
    }

    /// The assessment of one purchase.
    public Mono<Assessment> assess(Question question) {
        return ask(question)
                .onErrorResume(RiskClient::mayBeLate, late -> ask(question))
                .map(decision -> read(question, decision))
                .onErrorResume(cause -> outage.assess(question, cause));
    }

    private Mono<JsonNode> ask(Question question) {
        return batches.ask(question)
                .map(item -> item.path("decision"))
                .filter(JsonNode::isObject)
                .switchIfEmpty(Mono.error(NoDecision::new));
    }

    /// Too late for us, or for the risk service itself, which then answers without a decision.
    private static boolean mayBeLate(Throwable error) {
        return error instanceof TimeoutException || error instanceof NoDecision;
    }

    private static final class NoDecision extends RuntimeException {
        NoDecision() {
            super("the risk service answered without a decision", null, false, false);
        }
    }

    /// Says that the purchase has had its terminal answer: releases the account's in-flight flag.
    public void finished(String requestId, String account, SaleId sale, int status) {
        batches.finished(new Batch.Finished(requestId, account, sale.value(), status));
    }

    private Mono<List<JsonNode>> send(Batch batch) {
        return exchange(batch).timeout(settings.deadline());
    }

    /// One round trip without haste and without the breaker, before the first buyer comes.
    Mono<List<JsonNode>> rehearse(Batch batch) {
        return exchange(batch);
    }

    private Mono<List<JsonNode>> exchange(Batch batch) {
        return http.post()
                .uri("/api/v1/assessments/batch")
                .headers(headers -> headers.setBearerAuth(token.get()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(batch.json())
                .retrieve()
                .bodyToMono(byte[].class)
                .map(RiskClient::items);
    }

    private static List<JsonNode> items(byte[] body) {
        List<JsonNode> items = new ArrayList<>();
        READER.readTree(body).path("items").forEach(items::add);
        return items;
    }

    private Assessment read(Question question, JsonNode decision) {
        String id = decision.path("decisionId").asString();
        return switch (decision.path("disposition").asString()) {
            case "proceed" -> new Assessment.Proceed(ticket(question, decision));
            case "challenge" -> new Assessment.Challenge(id, challenge(decision));
            case "block" -> new Assessment.Block(id, retryAfter(decision, Duration.ZERO));
            case "throttle" -> new Assessment.Throttle(id, retryAfter(decision, UNSTATED_WAIT));
            case "in-flight" -> new Assessment.InFlight(id);
            case "not-eligible" -> new Assessment.NotEligible(id);
            default -> throw new IllegalStateException("unknown disposition");
        };
    }

    private Ticket ticket(Question question, JsonNode decision) {
        Optional<Ticket> ticket = Ticket.open(decision.path("ticket").asString(""), keys);
        return ticket.filter(it -> isFor(it, question))
                .orElseThrow(() -> new IllegalStateException("a ticket that is not for this"));
    }

    private static boolean isFor(Ticket ticket, Question question) {
        return ticket.order().sale().equals(question.sale())
                && ticket.account().equals(question.account())
                && ticket.quantity() == question.quantity()
                && ticket.termsVersion() == question.termsVersion();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> challenge(JsonNode decision) {
        return Json.mapper().convertValue(decision.path("challenge"), Map.class);
    }

    private static Duration retryAfter(JsonNode decision, Duration unstated) {
        JsonNode ms = decision.path("retryAfterMs");
        return ms.isNumber() ? Duration.ofMillis(ms.asLong()) : unstated;
    }
}
