package dev.fairgate.sale.order;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.archive.OrderArchive;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The support desk: orders of all accounts, and cancelling many of them. Both need PostgreSQL, for
/// an order's name does not tell whose it is.
@Configuration(proxyBeanMethods = false)
class AdminOrderEndpoint {

    private final OrderArchive archive;
    private final Cancellations cancellations;
    private final SaleBoard board;
    private final Callers callers;

    AdminOrderEndpoint(
            OrderArchive archive, Cancellations cancellations, SaleBoard board, Callers callers) {
        this.archive = archive;
        this.cancellations = cancellations;
        this.board = board;
        this.callers = callers;
    }

    @Bean
    RouterFunction<ServerResponse> adminOrderRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/admin/orders", this::search)
                .POST("/api/v1/admin/sales/{saleId}/cancellations", this::cancel)
                .build();
    }

    private Mono<ServerResponse> search(ServerRequest request) {
        return callers.require(request, Role.ADMIN, Role.ANALYST)
                .flatMap(
                        caller -> {
                            Page page = Page.of(request);
                            return archive.search(wanted(request), page.cursor(), page.limit() + 1)
                                    .map(page::of);
                        })
                .onErrorMap(OrderArchive.Away.class, e -> new Refusal(Problem.archiveUnavailable()))
                .flatMap(list -> OrderEndpoint.answer(200, list));
    }

    private static OrderArchive.Search wanted(ServerRequest request) {
        return new OrderArchive.Search(
                parameter(
                        request,
                        "saleId",
                        it -> SaleId.parse(it).isPresent(),
                        "must have 1 to 64 of a-z 0-9 _ -"),
                parameter(request, "accountId", Account::isId, "must have 1 to 64 of a-z 0-9 _ -"),
                parameter(
                                request,
                                "status",
                                it -> status(it).isPresent(),
                                "must be held, paid, cancelled, lapsed or refund_due")
                        .flatMap(AdminOrderEndpoint::status));
    }

    private static Optional<OrderStatus> status(String name) {
        return Arrays.stream(OrderStatus.values())
                .filter(it -> it.wireName().equals(name))
                .findFirst();
    }

    private static Optional<String> parameter(
            ServerRequest request, String name, Predicate<String> rule, String words) {
        Optional<String> value = request.queryParam(name);
        if (value.isPresent() && !rule.test(value.get())) {
            throw Refusal.invalid(name + ": " + words + ".");
        }
        return value;
    }

    private Mono<ServerResponse> cancel(ServerRequest request) {
        return callers.require(request, Role.ADMIN)
                .zipWhen(admin -> Body.json(request, CancellationRequest.MAX_BYTES))
                .flatMap(
                        both -> {
                            CancellationRequest asked =
                                    CancellationRequest.parse(sale(request), both.getT2());
                            return cancellations
                                    .cancel(asked, both.getT1().id())
                                    .map(fates -> view(asked.dryRun(), fates));
                        })
                .flatMap(answer -> OrderEndpoint.answer(200, answer));
    }

    private SaleId sale(ServerRequest request) {
        return SaleId.parse(request.pathVariable("saleId"))
                .flatMap(board::find)
                .map(Sale::id)
                .orElseThrow(() -> new Refusal(Refusals.SALE_NOT_FOUND));
    }

    private static Map<String, Object> view(
            boolean dryRun, Map<Cancellations.Fate, List<OrderId>> fates) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("dryRun", dryRun);
        fates.forEach(
                (fate, orders) ->
                        view.put(fate.wireName(), orders.stream().map(OrderId::toString).toList()));
        return view;
    }
}
