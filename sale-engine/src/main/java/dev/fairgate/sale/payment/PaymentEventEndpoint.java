package dev.fairgate.sale.payment;

import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// `POST /api/v1/payments/events`: the provider's call, proven by its signature. What is not signed
/// is not parsed.
@Configuration(proxyBeanMethods = false)
class PaymentEventEndpoint {

    private static final int MAX_BODY = 16 * 1024;

    private final Signatures signatures;
    private final PaymentEvents events;

    PaymentEventEndpoint(Signatures signatures, PaymentEvents events) {
        this.signatures = signatures;
        this.events = events;
    }

    @Bean
    RouterFunction<ServerResponse> paymentEventRoutes() {
        return RouterFunctions.route().POST("/api/v1/payments/events", this::take).build();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        if (!signatures.areAccepted()) {
            return Problem.notFound().response();
        }
        return Body.json(request, MAX_BODY)
                .doOnNext(
                        body ->
                                signatures.require(
                                        request.headers().header(Signatures.HEADER), body))
                .map(PaymentEvent::parse)
                .flatMap(events::take)
                .flatMap(PaymentEventEndpoint::respond);
    }

    private static Mono<ServerResponse> respond(PaymentEvents.Result result) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(Json.write(Map.of("result", result.wireName())));
    }
}
