package dev.fairgate.sale.order;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// One's own orders, as JSON; the same calls under `/api/v1` and, for the page, `/browser`.
@Configuration(proxyBeanMethods = false)
class OrderEndpoint {

    private final Orders orders;
    private final Callers callers;

    OrderEndpoint(Orders orders, Callers callers) {
        this.orders = orders;
        this.callers = callers;
    }

    @Bean
    RouterFunction<ServerResponse> orderRoutes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String root : List.of("/api/v1", "/browser")) {
            routes.GET(root + "/orders", this::list)
                    .GET(root + "/orders/{orderId}", request -> one(request, orders::find))
                    .DELETE(root + "/orders/{orderId}", request -> one(request, orders::cancel))
                    .POST(root + "/orders/{orderId}/payment", this::pay);
        }
        return routes.build();
    }

    private Mono<ServerResponse> one(
            ServerRequest request, BiFunction<OrderId, String, Mono<Order>> call) {
        return callers.require(request, Role.BUYER)
                .flatMap(account -> call.apply(id(request), account.id()))
                .flatMap(order -> answer(200, OrderView.of(order)));
    }

    private Mono<ServerResponse> pay(ServerRequest request) {
        return callers.require(request, Role.BUYER)
                .flatMap(account -> orders.pay(id(request), account.id()))
                .flatMap(
                        payment ->
                                switch (payment) {
                                    case Orders.Payment.Paid(Order order) ->
                                            answer(200, OrderView.of(order));
                                    case Orders.Payment.GoOn(Order order, URI at) ->
                                            answer(202, PendingView.of(order, at));
                                });
    }

    /// A held order on the wire, with where its buyer goes on to pay.
    record PendingView(@JsonUnwrapped OrderView order, URI paymentUrl) {
        static PendingView of(Order order, URI at) {
            return new PendingView(OrderView.of(order), at);
        }
    }

    private static OrderId id(ServerRequest request) {
        return OrderId.parse(request.pathVariable("orderId"))
                .orElseThrow(
                        () ->
                                new Refusal(
                                        new Problem(
                                                "order-not-found",
                                                404,
                                                "No such order",
                                                "Check the order's number.")));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Page page = Page.of(request);
        return callers.require(request, Role.BUYER)
                .map(Account::id)
                .flatMap(account -> orders.list(account, page.cursor(), page.limit() + 1))
                .flatMap(found -> answer(200, list(page, found)));
    }

    private static Map<String, Object> list(Page page, Orders.Listed found) {
        Map<String, Object> list = page.of(found.orders());
        list.put("complete", found.complete());
        return list;
    }

    static Mono<ServerResponse> answer(int status, Object body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(Json.write(body));
    }
}
