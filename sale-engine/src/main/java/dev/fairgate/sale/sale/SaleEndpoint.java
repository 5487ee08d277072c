package dev.fairgate.sale.sale;

import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What anyone may ask: the time, and what is on sale. Answered from this node's [SaleBoard].
@Configuration(proxyBeanMethods = false)
class SaleEndpoint {

    private final SaleBoard board;
    private final LedgerClock clock;

    SaleEndpoint(SaleBoard board, LedgerClock clock) {
        this.board = board;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> saleRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/time", request -> time())
                .GET("/api/v1/sales", request -> list())
                .GET("/api/v1/sales/{saleId}", this::one)
                .build();
    }

    private Mono<ServerResponse> time() {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(Json.write(Map.of("serverTime", clock.instant())));
    }

    /// All of them on one page: a ledger carries at most [Sales#MAX_SALES].
    private Mono<ServerResponse> list() {
        if (!board.isLoaded()) {
            return Problem.ledgerUnavailable().response();
        }
        Consumer<HttpHeaders> age = age();
        List<SaleView> items =
                board.all().stream().map(sale -> SaleView.of(sale, clock.instant())).toList();
        Map<String, Object> page = HashMap.newHashMap(2);
        page.put("items", items);
        page.put("next", null);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .headers(age)
                .bodyValue(Json.write(page));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        if (!board.isLoaded()) {
            return Problem.ledgerUnavailable().response();
        }
        Consumer<HttpHeaders> age = age();
        return SaleId.parse(request.pathVariable("saleId"))
                .flatMap(board::find)
                .map(sale -> one(request, sale, age))
                .orElseGet(
                        () ->
                                new Problem(
                                                "sale-not-found",
                                                404,
                                                "No such sale",
                                                "Check the address of the sale.")
                                        .response());
    }

    private Mono<ServerResponse> one(ServerRequest request, Sale sale, Consumer<HttpHeaders> age) {
        SaleView view = SaleView.of(sale, clock.instant());
        String etag =
                "\"%d-%d-%s\""
                        .formatted(
                                sale.revision(), sale.stock().stockSeq(), view.status().wireName());
        if (request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(etag)) {
            return ServerResponse.status(304).headers(age).eTag(etag).build();
        }
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .headers(age)
                .eTag(etag)
                .bodyValue(Json.write(view));
    }

    /// May be kept for a second; older only while the ledger cannot be read, and then `Age` (RFC
    /// 9111) says how old. To be asked before what it is said of: that can only be newer.
    private Consumer<HttpHeaders> age() {
        long age = board.age().toSeconds();
        return headers -> {
            headers.set(HttpHeaders.CACHE_CONTROL, "max-age=1");
            if (age > 0) {
                headers.set(HttpHeaders.AGE, Long.toString(age));
            }
        };
    }
}
