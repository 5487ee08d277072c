package dev.fairgate.sale.web;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/// The last place an error can reach: refusals become their problem, the framework's own errors
/// become ours, bugs become a bare 500 and a log entry.
@Component
@Order(-2)
final class ProblemExceptionHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    /// Nobody may be left to read it; it is not a bug of ours in any case.
    static final Problem TOO_SLOW =
            new Problem("request-timeout", 408, "Too slow", "Please send the request again.");

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        return problem(error).write(response);
    }

    private static Problem problem(Throwable error) {
        return switch (error) {
            case Refusal refusal -> refusal.problem();
            case MethodNotAllowedException method ->
                    Problem.methodNotAllowed(method.getSupportedMethods());
            case ResponseStatusException status -> framework(status.getStatusCode().value());
            case DecoderException e -> Problem.invalidRequest("The request cannot be read.");
            case ChannelException e -> TOO_SLOW; // the bound of NettyLimits on a request
            case AbortedException e -> TOO_SLOW; // hung up while it was speaking
            default -> bug(error);
        };
    }

    private static Problem framework(int status) {
        return switch (status) {
            case 404 -> Problem.notFound();
            default ->
                    status < 500
                            ? new Problem(
                                    "invalid-request",
                                    status,
                                    "The request cannot be read",
                                    "Please check the request.")
                            : internal();
        };
    }

    private static Problem bug(Throwable error) {
        log.error("A request ended in an error nobody expected", error);
        return internal();
    }

    private static Problem internal() {
        return new Problem(
                "internal-error", 500, "Something went wrong", "Please try again in a moment.");
    }
}
