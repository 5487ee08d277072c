package dev.fairgate.sale.order;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.HashMap;
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

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

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
                    .POST(root + "/orders/{orderId}/payment", request -> one(request, orders::pay));
        }
        return routes.build();
    }

    private Mono<ServerResponse> one(
            ServerRequest request, BiFunction<OrderId, String, Mono<Order>> call) {
        return callers.require(request, Role.BUYER)
                .flatMap(account -> call.apply(id(request), account.id()))
                .flatMap(order -> ok(OrderView.of(order)));
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
        int limit = limit(request.queryParam("limit").orElse(Integer.toString(DEFAULT_LIMIT)));
        String cursor = request.queryParam("cursor").orElse("");
        if (!cursor.matches("[0-9A-Z]{0,26}")) {
            throw Refusal.invalid("cursor: must be one that this list gave.");
        }
        return callers.require(request, Role.BUYER)
                .map(Account::id)
                .flatMap(account -> orders.list(account, cursor, limit + 1))
                .flatMap(found -> ok(page(found, limit)));
    }

    private static Map<String, Object> page(List<Order> found, int limit) {
        List<Order> items = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = HashMap.newHashMap(2);
        page.put("items", items.stream().map(OrderView::of).toList());
        page.put("next", found.size() > limit ? Orders.ulid(items.getLast()) : null);
        return page;
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1) {
            throw Refusal.invalid("limit: must be a whole number from 1 to 200.");
        }
        return Math.min(MAX_LIMIT, Integer.parseInt(text));
    }

    private static Mono<ServerResponse> ok(Object body) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(Json.write(body));
    }
}
