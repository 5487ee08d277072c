package dev.fairgate.sale.order;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleView;
import dev.fairgate.sale.stock.IdempotencyKey;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// `POST …/sales/{saleId}/orders`: the purchase.
///
/// Order of answers without an Idempotency-Key: 413, sale unknown, public facts, 401, 400, then the
/// rest; with one, the facts come after the replay, so that a buyer gets the order back although
/// the sale has sold out meanwhile.
@Configuration(proxyBeanMethods = false)
class PurchaseEndpoint {

    static final String KEY = "Idempotency-Key";

    private final Callers callers;
    private final Purchases purchases;

    PurchaseEndpoint(Callers callers, Purchases purchases) {
        this.callers = callers;
        this.purchases = purchases;
    }

    @Bean
    RouterFunction<ServerResponse> purchaseRoutes() {
        return RouterFunctions.route()
                .POST("/api/v1/sales/{saleId}/orders", this::buy)
                .POST("/browser/sales/{saleId}/orders", this::buy)
                .build();
    }

    private Mono<ServerResponse> buy(ServerRequest request) {
        Body.requireDeclaredAtMost(request, PurchaseRequest.MAX_BYTES);
        String sale = request.pathVariable("saleId");
        Optional<Problem> fact =
                purchases.fact(sale, request.headers().asHttpHeaders().containsHeader(KEY));
        if (fact.isPresent()) {
            return fact.get().response();
        }
        return callers.require(request, Role.BUYER)
                .zipWhen(account -> Body.json(request, PurchaseRequest.MAX_BYTES))
                .map(both -> call(request, new SaleId(sale), both.getT1(), both.getT2()))
                .flatMap(purchases::buy)
                .flatMap(PurchaseEndpoint::respond);
    }

    private PurchaseCall call(ServerRequest request, SaleId sale, Account account, byte[] body) {
        Optional<IdempotencyKey> key = key(request);
        return new PurchaseCall(
                sale, account, PurchaseRequest.parse(body), key, callers.connection(request));
    }

    private static Optional<IdempotencyKey> key(ServerRequest request) {
        List<String> values = request.headers().header(KEY);
        if (values.size() > 1) {
            throw Refusal.invalid("Idempotency-Key: must be sent once.");
        }
        try {
            return values.stream().findFirst().map(IdempotencyKey::new);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(e.getMessage() + ".");
        }
    }

    private static Mono<ServerResponse> respond(PurchaseAnswer answer) {
        return switch (answer) {
            case PurchaseAnswer.Bought it -> created(it.order(), it.replayed());
            case PurchaseAnswer.Refused it -> it.problem().response();
            case PurchaseAnswer.Changed it -> Refusals.changed(SaleView.terms(it.now())).response();
            case PurchaseAnswer.TooLate it -> Refusals.TOO_LATE.response();
            case PurchaseAnswer.Unknown it ->
                    Refusals.unknown(it.order())
                            .header(HttpHeaders.LOCATION, "/api/v1/orders/" + it.order())
                            .response();
        };
    }

    private static Mono<ServerResponse> created(Order order, boolean replayed) {
        return ServerResponse.created(URI.create("/api/v1/orders/" + order.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .headers(
                        headers -> {
                            if (replayed) {
                                headers.set("Idempotency-Replayed", "true");
                            }
                        })
                .bodyValue(Json.write(OrderView.of(order)));
    }
}
