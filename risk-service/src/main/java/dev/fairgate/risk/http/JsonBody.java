package dev.fairgate.risk.http;

import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// A request body as one strict JSON object, or a list of them.
public final class JsonBody {

    private JsonBody() {}

    /// Reads the body whole.
    ///
    /// Errors: 415 for another media type or any content encoding, 413 past `maxBytes`,
    /// [InvalidRequest] for anything that is not one JSON object.
    public static Mono<JsonFields> read(ServerRequest request, int maxBytes) {
        return read(request, maxBytes, Set.of());
    }

    /// Reads the body whole, and with it the items of fields that are lists of objects.
    ///
    /// @param lists the names of those fields
    public static Mono<JsonFields> read(ServerRequest request, int maxBytes, Set<String> lists) {
        return bytes(request, maxBytes).map(body -> JsonFields.ofBody(body, lists));
    }

    /// Reads the body whole, which is a list of objects. Faults of the third are named `[2]`.
    ///
    /// Errors: as for one object.
    public static Mono<List<JsonFields>> readList(
            ServerRequest request, int maxBytes, int maxItems) {
        return bytes(request, maxBytes).map(body -> JsonFields.ofList(body, maxItems));
    }

    private static Mono<byte[]> bytes(ServerRequest request, int maxBytes) {
        return PlainBody.read(request, MediaType.APPLICATION_JSON, maxBytes);
    }
}
