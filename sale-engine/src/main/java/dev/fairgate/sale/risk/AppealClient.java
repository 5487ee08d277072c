package dev.fairgate.sale.risk;

import dev.fairgate.sale.web.Json;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/// Appeals, kept by the risk service. Making the same one again changes nothing.
///
/// Every call answers whatever the service does, refusals too, within [#DEADLINE]; it errors when
/// there is no answer, and at once while the last six calls had none or one of status 5xx.
public final class AppealClient {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String ALL = "/api/v1/appeals";

    private final WebClient http;
    private final RiskConfiguration.ServiceToken token;
    private final CircuitBreaker breaker;

    AppealClient(WebClient http, RiskConfiguration.ServiceToken token, CircuitBreaker breaker) {
        this.http = http;
        this.token = token;
        this.breaker = breaker;
    }

    /// Appeals against a decision about this account.
    public Mono<ResponseEntity<byte[]>> make(String account, String decision, String message) {
        return guarded(
                http.post()
                        .uri(ALL)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(
                                Json.write(
                                        Map.of(
                                                "accountId", account,
                                                "decisionId", decision,
                                                "message", message))));
    }

    /// One appeal of this account.
    public Mono<ResponseEntity<byte[]>> get(String id, String account) {
        return guarded(http.get().uri(ALL + "/{id}?accountId={account}", id, account));
    }

    private Mono<ResponseEntity<byte[]>> guarded(WebClient.RequestHeadersSpec<?> call) {
        return Mono.defer(
                () -> {
                    if (!breaker.tryAcquirePermission()) {
                        return Mono.error(
                                CallNotPermittedException.createCallNotPermittedException(breaker));
                    }
                    long start = System.nanoTime();
                    return call.headers(headers -> headers.setBearerAuth(token.get()))
                            .exchangeToMono(answer -> answer.toEntity(byte[].class))
                            .timeout(DEADLINE)
                            .doOnNext(answer -> answered(answer, start))
                            .doOnError(error -> failed(error, start))
                            .doOnCancel(breaker::releasePermission);
                });
    }

    private void answered(ResponseEntity<byte[]> answer, long start) {
        if (answer.getStatusCode().is5xxServerError()) {
            failed(new IllegalStateException("answered " + answer.getStatusCode()), start);
        } else {
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private void failed(Throwable error, long start) {
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, error);
    }
}
