package dev.fairgate.risk.identity;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Hides what exists for demonstrations from everybody who is not on this machine.
public final class LoopbackOnly {

    private LoopbackOnly() {}

    /// A filter that answers 404 unless the TCP peer is on loopback; headers are not asked.
    public static HandlerFilterFunction<ServerResponse, ServerResponse> filter() {
        return (request, next) ->
                isLoopback(request) ? next.handle(request) : Problems.respond(Problem.notFound());
    }

    private static boolean isLoopback(ServerRequest request) {
        return request.remoteAddress()
                .map(peer -> peer.getAddress() != null && peer.getAddress().isLoopbackAddress())
                .orElse(false);
    }
}
