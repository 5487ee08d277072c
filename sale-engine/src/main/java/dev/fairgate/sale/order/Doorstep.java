package dev.fairgate.sale.order;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/// Turns a purchase away where that takes neither I/O nor its body: the sale is unknown, not open
/// or sold out, or its account was blocked a moment ago. In a rush nearly all purchases end here,
/// so it stands before everything else that a request passes, and answers what [PurchaseEndpoint]
/// would.
///
/// Counted as `fairgate.doorstep.refusals` by `type`; `http.server.requests` does not see them.
@Component
final class Doorstep implements WebHttpHandlerBuilderCustomizer {

    private static final String BEFORE = "/api/v1/sales/";
    private static final String AFTER = "/orders";

    private final Purchases purchases;
    private final Callers callers;
    private final MeterRegistry meters;
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>(); // one for each slug

    Doorstep(Purchases purchases, Callers callers, MeterRegistry meters) {
        this.purchases = purchases;
        this.callers = callers;
        this.meters = meters;
    }

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(this::before);
    }

    private HttpHandler before(HttpHandler house) {
        return (request, response) ->
                refusal(request)
                        .map(problem -> turnAway(problem, response))
                        .orElseGet(() -> house.handle(request, response));
    }

    private Mono<Void> turnAway(Problem problem, ServerHttpResponse response) {
        refusals.computeIfAbsent(problem.slug(), this::counter).increment();
        return problem.write(response);
    }

    private Counter counter(String slug) {
        return meters.counter("fairgate.doorstep.refusals", "type", slug);
    }

    private Optional<Problem> refusal(ServerHttpRequest request) {
        String path = request.getURI().getRawPath();
        if (!request.getMethod().equals(HttpMethod.POST)
                || !path.startsWith(BEFORE)
                || !path.endsWith(AFTER)
                || path.length() <= BEFORE.length() + AFTER.length()) {
            return Optional.empty();
        }
        HttpHeaders headers = request.getHeaders();
        if (headers.getContentLength() > PurchaseRequest.MAX_BYTES) {
            return Optional.empty();
        }
        String sale = path.substring(BEFORE.length(), path.length() - AFTER.length());
        boolean keyed = headers.containsHeader(PurchaseEndpoint.KEY);
        Optional<Problem> fact = purchases.fact(sale, keyed);
        return fact.isPresent() || keyed ? fact : block(headers, sale);
    }

    private Optional<Problem> block(HttpHeaders headers, String sale) {
        return callers.remembered(headers.getFirst(HttpHeaders.AUTHORIZATION))
                .filter(account -> account.roles().contains(Role.BUYER))
                .map(Account::id)
                .flatMap(account -> purchases.block(account, sale));
    }
}
