package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.archive.Postgres;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The seller's proof, and the way back from a lost ledger.
@Configuration(proxyBeanMethods = false)
class AuditEndpoint {

    private static final String SALE = "/api/v1/admin/sales/{saleId}";
    private static final int MAX_BODY = 1024;
    private static final Problem NO_SALE =
            new Problem("sale-not-found", 404, "No such sale", "Check the address of the sale.");
    private static final Problem NO_DATABASE =
            new Problem(
                            "database-unavailable",
                            503,
                            "No answer",
                            "PostgreSQL does not answer; nothing was changed, try again.")
                    .retryAfterSeconds(5);

    private final Audit audit;
    private final @Nullable RebuildCommand command;
    private final Callers callers;

    AuditEndpoint(Audit audit, ObjectProvider<RebuildCommand> command, Callers callers) {
        this.audit = audit;
        this.command = command.getIfAvailable();
        this.callers = callers;
    }

    @Bean
    RouterFunction<ServerResponse> auditRoutes() {
        return RouterFunctions.route()
                .GET(SALE + "/audit", this::audit)
                .POST(SALE + "/rebuild", this::rebuild)
                .build();
    }

    private Mono<ServerResponse> audit(ServerRequest request) {
        return callers.require(request, Role.ADMIN)
                .flatMap(admin -> audit.of(id(request)))
                .onErrorMap(Ledger.Failure.class, e -> new Refusal(Problem.ledgerUnavailable()))
                .switchIfEmpty(Mono.error(() -> new Refusal(NO_SALE)))
                .flatMap(
                        sides ->
                                ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .bodyValue(Json.write(view(sides))));
    }

    private static Map<String, @Nullable Object> view(Audit.Sides sides) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("allocation", sides.ledger().allocation());
        view.put("available", sides.ledger().available());
        view.put("held", sides.ledger().held());
        view.put("sold", sides.ledger().sold());
        view.put("balanced", sides.ledger().balanced());
        view.put("ledgerEpoch", sides.ledger().ledgerEpoch());
        SaleCopy copy = sides.copy().orElse(null);
        view.put("database", copy == null ? null : view(sides, copy));
        view.put("difference", copy == null ? null : sides.difference(copy));
        return view;
    }

    private static Map<String, Object> view(Audit.Sides sides, SaleCopy copy) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("held", copy.held());
        view.put("sold", copy.sold());
        view.put("backlog", sides.backlog(copy));
        return view;
    }

    /// Answers lines as the work goes on; the first says what may be lost.
    private Mono<ServerResponse> rebuild(ServerRequest request) {
        SaleId sale = id(request);
        return callers.require(request, Role.ADMIN)
                .flatMap(admin -> Body.json(request, MAX_BODY))
                .map(body -> Json.read(body, Order.class))
                .flatMap(
                        order -> command == null ? refuse(NO_DATABASE) : run(command, sale, order));
    }

    /// @param acceptLoss whether to go on past the line that says what may be lost
    record Order(boolean acceptLoss) {}

    private static Mono<ServerResponse> run(RebuildCommand command, SaleId sale, Order order) {
        return command.look(sale)
                .onErrorMap(Postgres.Away.class, e -> new Refusal(NO_DATABASE))
                .onErrorMap(Ledger.Failure.class, e -> new Refusal(Problem.ledgerUnavailable()))
                .switchIfEmpty(Mono.error(() -> new Refusal(NO_SALE)))
                .flatMap(loss -> answer(command.lines(sale, loss, order.acceptLoss())));
    }

    private static Mono<ServerResponse> answer(Flux<String> lines) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(lines.map(line -> line + "\n"), String.class);
    }

    private static Mono<ServerResponse> refuse(Problem problem) {
        return Mono.error(new Refusal(problem));
    }

    private static SaleId id(ServerRequest request) {
        return SaleId.parse(request.pathVariable("saleId")).orElseThrow(() -> new Refusal(NO_SALE));
    }
}
