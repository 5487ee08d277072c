package dev.fairgate.risk.export;

import dev.fairgate.risk.log.Block;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/// Asks other nodes over HTTP, a page at a time: a node that dies in the middle of one has given
/// nothing of it.
final class HttpPeers implements Peers {

    private final NodeCalls calls;
    private final Duration deadline;

    /// @param deadline for one page
    HttpPeers(NodeCalls calls, Duration deadline) {
        this.calls = calls;
        this.deadline = deadline;
    }

    @Override
    public Mono<Block> ask(
            Node node, ExportQuery query, String authorization, Cursor from, int lines) {
        return calls.get(node, query.path(from, lines), authorization, deadline)
                .map(body -> read(body, node.id()));
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
