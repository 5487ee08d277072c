package dev.fairgate.risk.console;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Forms of the console come from pages of the console: a browser says in `Origin` which page sent
/// one, and cannot be made to lie.
final class OwnPages {

    private OwnPages() {}

    /// A filter that answers 403 to whatever may change something and was not sent by a page of
    /// this origin.
    static HandlerFilterFunction<ServerResponse, ServerResponse> only() {
        return (request, next) ->
                HttpMethod.GET.equals(request.method()) || isOwn(request)
                        ? next.handle(request)
                        : Problems.respond(Problem.foreignPage());
    }

    private static boolean isOwn(ServerRequest request) {
        String origin = request.headers().firstHeader(HttpHeaders.ORIGIN);
        String host = request.headers().firstHeader(HttpHeaders.HOST);
        try {
            return origin != null && host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false; // no address
        }
    }
}
