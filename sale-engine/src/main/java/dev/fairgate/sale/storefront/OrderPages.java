package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.order.Orders;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// A buyer's orders: all, one, pay, cancel.
@Configuration(proxyBeanMethods = false)
class OrderPages {

    private static final int ON_A_PAGE = 20;

    private final Pages pages;
    private final Orders orders;
    private final SaleBoard board;
    private final LedgerClock clock;

    OrderPages(Pages pages, Orders orders, SaleBoard board, LedgerClock clock) {
        this.pages = pages;
        this.orders = orders;
        this.board = board;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> orderPageRoutes() {
        return RouterFunctions.route()
                .GET("/orders", request -> pages.signedIn(request, who -> list(request, who)))
                .GET(
                        "/orders/{orderId}",
                        request -> pages.signedIn(request, who -> show(request, who)))
                .POST("/orders/{orderId}/payment", request -> act(request, orders::pay, this::paid))
                .POST(
                        "/orders/{orderId}/cancel",
                        request -> act(request, orders::cancel, (same, order) -> seeOrder(order)))
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request, Account account) {
        String cursor =
                request.queryParam("cursor").filter(c -> c.matches("[0-9A-Z]{26}")).orElse("");
        return orders.list(account.id(), cursor, ON_A_PAGE + 1)
                .flatMap(found -> pages.render(request, 200, "orders", page(found.orders())));
    }

    private Map<String, Object> page(List<Order> found) {
        List<Order> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        Object next =
                found.size() > ON_A_PAGE ? "/orders?cursor=" + shown.getLast().id().ulid() : false;
        return Map.of("orders", shown.stream().map(this::row).toList(), "nextPage", next);
    }

    private Mono<ServerResponse> show(ServerRequest request, Account account) {
        return orders.find(id(request), account.id())
                .flatMap(order -> show(request, order, 200, false));
    }

    private Mono<ServerResponse> show(
            ServerRequest request, Order order, int status, Object notice) {
        Map<String, Object> values = new HashMap<>(row(order));
        Instant now = clock.instant();
        values.put("payByMs", order.payBy().toEpochMilli());
        values.put("serverTimeMs", now.toEpochMilli());
        values.put("payBy", order.payBy());
        values.put("payByText", Texts.moment(order.payBy()));
        values.put("payWithinText", Texts.span(Duration.between(now, order.payBy())));
        values.put("held", order.status() == OrderStatus.HELD);
        values.put("notice", notice);
        return pages.render(request, status, "order", values);
    }

    /// The way to the payment is a link: a form of ours may lead to pages of ours only.
    private Mono<ServerResponse> paid(ServerRequest request, Orders.Payment payment) {
        return switch (payment) {
            case Orders.Payment.Paid(Order order) -> seeOrder(order);
            case Orders.Payment.GoOn(Order order, URI at) ->
                    show(request, order, 200, Notice.goOn(at));
        };
    }

    private static Mono<ServerResponse> seeOrder(Order order) {
        return Pages.seeOther("/orders/" + order.id());
    }

    private <T> Mono<ServerResponse> act(
            ServerRequest request,
            BiFunction<OrderId, String, Mono<T>> action,
            BiFunction<ServerRequest, T, Mono<ServerResponse>> next) {
        return pages.form(
                request,
                form ->
                        account ->
                                action.apply(id(request), account.id())
                                        .flatMap(done -> next.apply(request, done))
                                        .onErrorResume(
                                                Refusal.class,
                                                e -> refused(request, account, e.problem())));
    }

    private Mono<ServerResponse> refused(ServerRequest request, Account account, Problem problem) {
        Map<String, Object> notice = Notice.of(problem);
        return orders.find(id(request), account.id())
                .flatMap(order -> show(request, order, problem.status(), notice));
    }

    private Map<String, Object> row(Order order) {
        Optional<Sale> sale = board.find(order.id().sale());
        Map<String, Object> row = new HashMap<>();
        row.put("id", order.id().toString());
        row.put("saleId", order.id().sale().value());
        row.put("saleTitle", sale.map(it -> it.terms().title()).orElse(order.id().sale().value()));
        row.put("imageUrl", sale.map(it -> it.terms().imageUrl()).orElse(""));
        row.put("priceText", Texts.price(order.price()));
        row.put("quantityText", Texts.quantity(order.quantity()));
        row.put("status", order.status().wireName());
        row.put("statusText", Texts.of(order.status()));
        row.put("createdAt", order.createdAt());
        row.put("createdAtText", Texts.moment(order.createdAt()));
        return row;
    }

    private static OrderId id(ServerRequest request) {
        return OrderId.parse(request.pathVariable("orderId"))
                .orElseThrow(() -> new Refusal(Problem.notFound()));
    }
}
