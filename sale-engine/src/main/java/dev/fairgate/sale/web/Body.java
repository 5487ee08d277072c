package dev.fairgate.sale.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// Request bodies, bounded before they are read.
public final class Body {

    private static final byte[] EMPTY = {};

    private Body() {}

    /// A body whose declared length already passes the limit is refused before anything else is
    /// looked at.
    ///
    /// @throws Refusal 413
    public static void requireDeclaredAtMost(ServerRequest request, int limit) {
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge(limit);
        }
    }

    /// The JSON body's bytes, at most `limit`; empty when there is none. Errors with [Refusal]:
    /// 413 past the limit, 415 when it is not declared as JSON.
    public static Mono<byte[]> json(ServerRequest request, int limit) {
        return Mono.defer(
                () -> {
                    requireDeclaredAtMost(request, limit);
                    requireJson(request);
                    return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), limit)
                            .map(Body::drain)
                            .defaultIfEmpty(EMPTY)
                            .onErrorMap(DataBufferLimitException.class, e -> tooLarge(limit));
                });
    }

    private static void requireJson(ServerRequest request) {
        if (!isJson(request.headers().firstHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new Refusal(
                    new Problem(
                            "unsupported-media-type",
                            415,
                            "Not JSON",
                            "Send the body as application/json."));
        }
    }

    private static boolean isJson(@Nullable String type) {
        try {
            return type != null
                    && MediaType.parseMediaType(type)
                            .equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static byte[] drain(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(
                new Problem(
                        "content-too-large",
                        413,
                        "Too large",
                        "The body may have at most " + limit + " bytes."));
    }
}
