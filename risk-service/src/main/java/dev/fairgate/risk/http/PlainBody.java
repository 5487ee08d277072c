package dev.fairgate.risk.http;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// The bytes of a request body, as they are: of one media type, and with no content encoding.
public final class PlainBody {

    private PlainBody() {}

    /// Reads the body whole; of none, no bytes.
    ///
    /// Errors: [WrongMediaType] for another media type or any content encoding, [BodyTooLarge] past
    /// `maxBytes`.
    public static Mono<byte[]> read(ServerRequest request, MediaType type, int maxBytes) {
        if (!isPlain(request, type)) {
            return Mono.error(new WrongMediaType(type));
        }
        if (request.headers().contentLength().orElse(0) > maxBytes) {
            return Mono.error(new BodyTooLarge(maxBytes));
        }
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), maxBytes)
                .onErrorMap(DataBufferLimitException.class, _ -> new BodyTooLarge(maxBytes))
                .map(PlainBody::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static boolean isPlain(ServerRequest request, MediaType type) {
        return request.headers().contentType().filter(type::equalsTypeAndSubtype).isPresent()
                && request.headers().header(HttpHeaders.CONTENT_ENCODING).isEmpty();
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
