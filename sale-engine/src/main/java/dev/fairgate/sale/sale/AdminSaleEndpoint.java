package dev.fairgate.sale.sale;

import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What admins do to sales. Writes are guarded by `If-Match`; the ETag is the sale's revision.
@Configuration(proxyBeanMethods = false)
class AdminSaleEndpoint {

    private static final String ROOT = "/api/v1/admin/sales";
    private static final int MAX_BODY = 16 * 1024;
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:-[^\"]*)?\"");

    private final Sales sales;
    private final SaleBoard board;
    private final Callers callers;
    private final LedgerClock clock;

    AdminSaleEndpoint(Sales sales, SaleBoard board, Callers callers, LedgerClock clock) {
        this.sales = sales;
        this.board = board;
        this.callers = callers;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> adminSaleRoutes() {
        return RouterFunctions.route()
                .POST(ROOT, this::create)
                .PUT(ROOT + "/{saleId}", this::replace)
                .POST(ROOT + "/{saleId}/pause", request -> pause(request, true))
                .POST(ROOT + "/{saleId}/resume", request -> pause(request, false))
                .build();
    }

    private Mono<ServerResponse> create(ServerRequest request) {
        return body(request)
                .flatMap(write -> sales.create(write.requireId(), write.requireTerms()))
                .onErrorMap(Ledger.Failure.class, AdminSaleEndpoint::away)
                .flatMap(written -> answer(written, 201));
    }

    private Mono<ServerResponse> replace(ServerRequest request) {
        SaleId id = id(request);
        return body(request)
                .flatMap(
                        write -> {
                            if (write.id() != null && !write.id().equals(id.value())) {
                                throw Refusal.invalid("id: must be the one in the address.");
                            }
                            return sales.replace(id, write.requireTerms(), revision(request));
                        })
                .onErrorMap(Ledger.Failure.class, AdminSaleEndpoint::away)
                .flatMap(written -> answer(written, 200));
    }

    private Mono<ServerResponse> pause(ServerRequest request, boolean paused) {
        return callers.require(request, Role.ADMIN)
                .flatMap(admin -> sales.pause(id(request), paused))
                .onErrorMap(Ledger.Failure.class, AdminSaleEndpoint::away)
                .flatMap(written -> answer(written, 200));
    }

    private Mono<SaleWrite> body(ServerRequest request) {
        return callers.require(request, Role.ADMIN)
                .flatMap(admin -> Body.json(request, MAX_BODY))
                .map(bytes -> Json.read(bytes, SaleWrite.class));
    }

    private Mono<ServerResponse> answer(Sales.Written written, int status) {
        return switch (written) {
            case Sales.Written.Done(Sale sale) -> {
                board.put(sale);
                yield ServerResponse.status(status)
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.LOCATION, "/api/v1/sales/" + sale.id())
                        .eTag("\"" + sale.revision() + "\"")
                        .bodyValue(Json.write(SaleView.of(sale, clock.instant())));
            }
            case Sales.Written.Exists(boolean full) -> exists(full).response();
            case Sales.Written.Missing() -> notFound().response();
            case Sales.Written.Stale() ->
                    new Problem(
                                    "precondition-failed",
                                    412,
                                    "Changed meanwhile",
                                    "Somebody changed the sale; read it again and decide anew.")
                            .response();
            case Sales.Written.BelowTaken() ->
                    new Problem(
                                    "allocation-too-small",
                                    409,
                                    "Too small",
                                    "allocation: may not be less than what is held and sold.")
                            .response();
        };
    }

    private static Problem exists(boolean full) {
        return full
                ? new Problem(
                        "too-many-sales", 409, "Too many", "A ledger carries at most 1000 sales.")
                : new Problem("sale-exists", 409, "Exists", "There is a sale of that id already.");
    }

    private static SaleId id(ServerRequest request) {
        return SaleId.parse(request.pathVariable("saleId"))
                .orElseThrow(() -> new Refusal(notFound()));
    }

    private static long revision(ServerRequest request) {
        String header = request.headers().firstHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            throw new Refusal(
                    new Problem(
                            "precondition-required",
                            428,
                            "If-Match is missing",
                            "Send If-Match with the ETag of the sale you read."));
        }
        Matcher matcher = ETAG.matcher(header.strip());
        if (!matcher.matches() || matcher.group(1).equals("0")) {
            throw Refusal.invalid("If-Match: must be the ETag of the sale you read.");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static Problem notFound() {
        return new Problem("sale-not-found", 404, "No such sale", "Check the address of the sale.");
    }

    private static Throwable away(Throwable error) {
        return new Refusal(Problem.ledgerUnavailable());
    }
}
