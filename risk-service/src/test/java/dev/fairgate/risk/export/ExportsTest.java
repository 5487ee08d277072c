package dev.fairgate.risk.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.log.Block;
import dev.fairgate.risk.log.LogPosition;
import dev.fairgate.risk.log.OwnLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// An export by a node without a log, of others that are made up.
class ExportsTest {

    private static final Node A = node("aaaaaaaaaaaa");
    private static final Node B = node("bbbbbbbbbbbb");

    private final List<String> asked = new ArrayList<>();

    @Test
    void asksOneNodeAfterTheOtherUntilItHasAsManyLinesAsAreWanted() {
        assertThat(text(exports(2), 5))
                .isEqualTo(
                        "a0\na1\n"
                                + mark("aaaaaaaaaaaa.20261122T160000Z-000001.2", true)
                                + "a2\na3\n"
                                + mark("aaaaaaaaaaaa.20261122T160000Z-000001.4", true)
                                + "a4\n"
                                + mark("aaaaaaaaaaaa.20261122T160000Z-000001.5", true)
                                + mark("aaaaaaaaaaaa.20261122T160000Z-000001.5", true));
        assertThat(asked).containsExactly("a from 0: 5", "a from 2: 3", "a from 4: 1");
    }

    @Test
    void hasNothingOfAPageThatDidNotArriveAndNamesItsNode() {
        // Of b, the second page is lost.
        String text = text(exports(3), 1_000);

        assertThat(text)
                .contains("a5\n", "b0\nb1\nb2\n")
                .doesNotContain("b3")
                .endsWith(
                        "{\"v\":2,\"next\":\"aaaaaaaaaaaa.20261122T160000Z-000001.6"
                                + "~bbbbbbbbbbbb.20261122T160000Z-000001.3\",\"more\":false,"
                                + "\"incomplete\":[\"bbbbbbbbbbbb\"]}\n");
    }

    @Test
    void namesANodeOfTheCursorThatNobodyKnowsAnyMore() {
        LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add("cursor", "cccccccccccc.20261122T160000Z-000001.77");

        String text = text(exports(9), ExportQuery.of(parameters));

        assertThat(text).endsWith("\"incomplete\":[\"bbbbbbbbbbbb\",\"cccccccccccc\"]}\n");
        assertThat(text.lines().toList().getLast())
                .contains("cccccccccccc.20261122T160000Z-000001.77");
    }

    @Test
    void runsFourAtATimeAndMakesRoomWhenACallerIsGone() {
        Exports exports = exports(9);
        List<BaseSubscriber<byte[]>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            BaseSubscriber<byte[]> caller = new Idle();
            start(exports).orElseThrow().subscribe(caller);
            callers.add(caller);
        }
        assertThat(start(exports)).isEmpty();

        callers.getFirst().cancel();
        assertThat(start(exports)).isPresent();
    }

    private static Optional<Flux<byte[]>> start(Exports exports) {
        return exports.of(query(10), "Bearer x").toFuture().join();
    }

    /// A caller that takes nothing.
    private static final class Idle extends BaseSubscriber<byte[]> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {}
    }

    private String text(Exports exports, int limit) {
        return text(exports, query(limit));
    }

    private static String text(Exports exports, ExportQuery query) {
        List<byte[]> chunks =
                exports.of(query, "Bearer x")
                        .flatMapMany(Optional::orElseThrow)
                        .collectList()
                        .toFuture()
                        .join();
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(new String(chunk, StandardCharsets.US_ASCII)));
        return text.toString();
    }

    private static ExportQuery query(int limit) {
        LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add("limit", Integer.toString(limit));
        return ExportQuery.of(parameters);
    }

    private static String mark(String next, boolean more) {
        return "{\"v\":2,\"next\":\"" + next + "\",\"more\":" + more + "}\n";
    }

    /// Both nodes have six lines and give so many at once.
    private Exports exports(int atOnce) {
        Nodes nodes =
                new Nodes() {
                    @Override
                    public Mono<Void> announce(Node self) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<List<Node>> all() {
                        return Mono.just(List.of(A, B));
                    }
                };
        return new Exports(
                new OwnLog(Optional.empty()),
                nodes,
                (node, _, _, from, lines) -> answer(node, from, Math.min(atOnce, lines), lines));
    }

    private Mono<Block> answer(Node node, Cursor from, int count, int wanted) {
        String name = node.id().substring(0, 1);
        int first = (int) from.of(node.id()).offset();
        asked.add(name + " from " + first + ": " + wanted);
        if (name.equals("b") && first + count > 3) {
            return Mono.error(new IllegalStateException("gone"));
        }
        int end = Math.min(6, first + count);
        List<byte[]> lines =
                IntStream.range(first, end)
                        .mapToObj(i -> (name + i + "\n").getBytes(StandardCharsets.US_ASCII))
                        .toList();
        return Mono.just(
                new Block(lines, new LogPosition("20261122T160000Z-000001", end), end < 6));
    }

    private static Node node(String id) {
        return new Node(id, URI.create("http://10.0.0.1:8081"), Instant.EPOCH);
    }
}
