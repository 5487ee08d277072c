package dev.fairgate.sale.storefront;

import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The list of sales, and one sale.
@Configuration(proxyBeanMethods = false)
class SalePages {

    private static final Problem NO_SALE =
            new Problem("sale-not-found", 404, "No such sale", "Check the address of the sale.");

    private final Pages pages;
    private final SalePage page;
    private final SaleBoard board;
    private final StorefrontSettings settings;

    SalePages(Pages pages, SalePage page, SaleBoard board, StorefrontSettings settings) {
        this.pages = pages;
        this.page = page;
        this.board = board;
        this.settings = settings;
    }

    @Bean
    RouterFunction<ServerResponse> salePageRoutes() {
        return RouterFunctions.route()
                .GET("/", this::list)
                .GET("/sales/{saleId}", this::show)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Texts texts = pages.texts(request);
        List<Map<String, Object>> sales =
                board.all().stream()
                        .filter(sale -> !settings.unlisted().contains(sale.id().value()))
                        .map(sale -> page.tile(texts, sale))
                        .toList();
        return pages.render(request, 200, "index", Map.of("sales", sales));
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        return SaleId.parse(request.pathVariable("saleId"))
                .flatMap(board::find)
                .map(sale -> page.show(request, sale, 200, Map.of()))
                .orElseGet(() -> pages.message(request, NO_SALE));
    }
}
