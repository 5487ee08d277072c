package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.order.Orders;
import dev.fairgate.sale.sale.Price;
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
                .flatMap(found -> pages.render(request, 200, "orders", page(request, found)));
    }

    private Map<String, Object> page(ServerRequest request, Orders.Listed found) {
        List<Order> all = found.orders();
        List<Order> shown = all.subList(0, Math.min(ON_A_PAGE, all.size()));
        Object next =
                all.size() > ON_A_PAGE ? "/orders?cursor=" + shown.getLast().id().ulid() : false;
        Texts texts = pages.texts(request);
        return Map.of(
                "orders", shown.stream().map(order -> row(texts, order)).toList(),
                "nextPage", next,
                "incomplete", !found.complete());
    }

    private Mono<ServerResponse> show(ServerRequest request, Account account) {
        return orders.find(id(request), account.id())
                .flatMap(order -> show(request, order, 200, false));
    }

    /// Whoever sees an order is through with that purchase: the next one is another.
    private Mono<ServerResponse> show(
            ServerRequest request, Order order, int status, Object notice) {
        Texts texts = pages.texts(request);
        Map<String, Object> values = new HashMap<>(row(texts, order));
        Instant now = clock.instant();
        values.put("payByMs", order.payBy().toEpochMilli());
        values.put("serverTimeMs", now.toEpochMilli());
        values.put("payBy", order.payBy());
        values.put("payByText", texts.moment(order.payBy()));
        values.put("payWithinText", texts.span(Duration.between(now, order.payBy())));
        values.put("held", order.status() == OrderStatus.HELD);
        values.put("payText", texts.say("pay", Map.of("price", total(texts, order))));
        values.put("statusDetail", texts.say("order-" + order.status().wireName() + "-detail"));
        values.put("notice", notice);
        values.put("pagePath", "/orders/" + order.id());
        return pages.render(request, status, "order", values, Visits.over(request));
    }

    private static String total(Texts texts, Order order) {
        Price price = order.price();
        long amount = Math.multiplyExact(price.amount(), order.quantity());
        return texts.price(new Price(amount, price.currency()));
    }

    /// The way to the payment is a link: a form of ours may lead to pages of ours only.
    private Mono<ServerResponse> paid(ServerRequest request, Orders.Payment payment) {
        return switch (payment) {
            case Orders.Payment.Paid(Order order) -> seeOrder(order);
            case Orders.Payment.GoOn(Order order, URI at) ->
                    show(request, order, 200, Notice.goOn(pages.texts(request), at));
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
        Map<String, Object> notice = Notice.of(pages.texts(request), problem);
        return orders.find(id(request), account.id())
                .flatMap(order -> show(request, order, problem.status(), notice));
    }

    private Map<String, Object> row(Texts texts, Order order) {
        Optional<Sale> sale = board.find(order.id().sale());
        Map<String, Object> row = new HashMap<>();
        row.put("id", order.id().toString());
        row.put("saleId", order.id().sale().value());
        row.put("saleTitle", sale.map(it -> it.terms().title()).orElse(order.id().sale().value()));
        row.put("imageUrl", sale.map(it -> it.terms().imageUrl()).orElse(""));
        row.put("priceText", texts.price(order.price()));
        row.put("quantityText", texts.counted("units", order.quantity()));
        row.put("totalText", total(texts, order));
        row.put("status", order.status().wireName());
        row.put("statusText", texts.of(order.status()));
        row.put("createdAt", order.createdAt());
        row.put("createdAtText", texts.moment(order.createdAt()));
        return row;
    }

    private static OrderId id(ServerRequest request) {
        return OrderId.parse(request.pathVariable("orderId"))
                .orElseThrow(() -> new Refusal(Problem.notFound()));
    }
}
