package dev.fairgate.risk.export;

import dev.fairgate.risk.log.Block;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/// Asks other nodes over HTTP, a page at a time: a node that dies in the middle of one has given
/// nothing of it.
final class HttpPeers implements Peers {

    private static final int MOST_BYTES = 32 << 20;
    private static final int CONNECT_MS = 1_000;

    private final WebClient client;
    private final Duration deadline;

    /// @param loops this application's threads
    /// @param deadline for one page
    HttpPeers(ReactorResourceFactory loops, Duration deadline) {
        this.deadline = deadline;
        this.client =
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(loops, HttpPeers::bounded))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                        .build();
    }

    private static HttpClient bounded(HttpClient client) {
        return client.followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS);
    }

    @Override
    public Mono<Block> ask(
            Node node, ExportQuery query, String authorization, Cursor from, int lines) {
        return client.get()
                .uri(URI.create(node.url() + query.path(from, lines)))
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchangeToMono(HttpPeers::body)
                .timeout(deadline)
                .map(body -> read(body, node.id()));
    }

    private static Mono<byte[]> body(ClientResponse answer) {
        return answer.statusCode().value() == 200
                ? answer.bodyToMono(byte[].class)
                : answer.releaseBody()
                        .then(Mono.error(new IOException("status " + answer.statusCode())));
    }

    private static Block read(byte[] body, String id) {
        String text = new String(body, StandardCharsets.US_ASCII);
        List<String> lines = text.lines().toList();
        Mark last = text.endsWith("\n") ? Mark.parse(lines.getLast()).orElse(null) : null;
        List<byte[]> taken =
                lines.stream()
                        .filter(Predicate.not(Mark::isOne))
                        .map(line -> (line + "\n").getBytes(StandardCharsets.US_ASCII))
                        .toList();
        if (last == null || (!taken.isEmpty() && !last.next().positions().containsKey(id))) {
            throw new IllegalStateException("the answer is cut short, or of another log");
        }
        return new Block(taken, last.next().of(id), last.more());
    }
}
