package dev.fairgate.risk.export;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/// Calls of other nodes over HTTP, answered whole or not at all.
public final class NodeCalls {

    private static final int MOST_BYTES = 32 << 20;
    private static final int CONNECT_MS = 1_000;

    private final WebClient client;

    /// @param loops this application's threads
    NodeCalls(ReactorResourceFactory loops) {
        this.client =
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(loops, NodeCalls::bounded))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                        .build();
    }

    private static HttpClient bounded(HttpClient client) {
        return client.followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS);
    }

    /// The body of a 200; any error means that nothing is known.
    ///
    /// @param path with its query, escaped
    /// @param authorization the caller's own, which that node checks again
    /// @param deadline for all of it
    public Mono<byte[]> get(Node node, String path, String authorization, Duration deadline) {
        return client.get()
                .uri(URI.create(node.url() + path))
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchangeToMono(NodeCalls::body)
                .timeout(deadline);
    }

    private static Mono<byte[]> body(ClientResponse answer) {
        return answer.statusCode().value() == 200
                ? answer.bodyToMono(byte[].class)
                : answer.releaseBody()
                        .then(Mono.error(new IOException("status " + answer.statusCode())));
    }
}
