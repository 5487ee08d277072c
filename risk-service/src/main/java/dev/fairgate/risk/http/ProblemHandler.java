package dev.fairgate.risk.http;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/// Turns whatever a handler left over into a problem document: the last line against stack traces.
@Component
@Order(-2)
class ProblemHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()
                || DisconnectedClientHelper.isClientDisconnectedException(error)) {
            return Mono.error(error); // nobody is left to read an answer
        }
        Problem problem = problemOf(error);
        if (problem.status() >= 500) {
            log.error("A request failed for a reason of ours", error);
        }
        response.setRawStatusCode(problem.status());
        Problems.headersOf(problem, Optional.empty()).forEach(response.getHeaders()::set);
        if (error instanceof MethodNotAllowedException wrong) {
            response.getHeaders().setAllow(wrong.getSupportedMethods());
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(Problems.json(problem))));
    }

    private static Problem problemOf(Throwable error) {
        return switch (error) {
            case InvalidRequest invalid -> Problem.invalidRequest(invalid.detail());
            case BodyTooLarge large -> Problem.tooLarge(large.limit());
            case WrongMediaType wrong -> Problem.unsupportedMediaType(wrong.wanted().toString());
            case ResponseStatusException refused ->
                    Problem.ofStatus(refused.getStatusCode().value());
            case DataBufferLimitException _ -> Problem.ofStatus(413);
            default -> Problem.internalError();
        };
    }
}
