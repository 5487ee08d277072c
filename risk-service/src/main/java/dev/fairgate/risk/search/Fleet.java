package dev.fairgate.risk.search;

import dev.fairgate.risk.export.Node;
import dev.fairgate.risk.export.Nodes;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.log.OwnLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// This node's log and the other nodes that have one, asked all at once.
final class Fleet {

    private static final Logger log = LoggerFactory.getLogger(Fleet.class);

    private final OwnLog own;
    private final Nodes nodes;
    private final Ask calls;
    private final Duration deadline;

    /// A call of another node, as [NodeCalls] makes it.
    interface Ask {
        Mono<byte[]> get(Node node, String path, String authorization, Duration deadline);
    }

    /// @param deadline for the answer of another node
    Fleet(OwnLog own, Nodes nodes, Ask calls, Duration deadline) {
        this.own = own;
        this.nodes = nodes;
        this.calls = calls;
        this.deadline = deadline;
    }

    /// What those that answered said.
    ///
    /// @param incomplete the ids of those that are known and did not
    record Answers<T>(List<T> all, Set<String> incomplete) {}

    /// This node's log, where it has one.
    Optional<LogReader> own() {
        return own.reader();
    }

    /// Asks all other nodes. Errors are the store's, which knows them.
    ///
    /// @param expected ids of logs that are to answer too, whether anybody knows them or not
    /// @param path by the id of a log
    /// @param read an answer of a log; whatever it throws means that there was none
    <T> Mono<Answers<T>> others(
            String authorization,
            Collection<String> expected,
            Function<String, String> path,
            BiFunction<byte[], String, T> read) {
        return nodes.all().flatMap(all -> ask(others(all), authorization, expected, path, read));
    }

    private List<Node> others(List<Node> all) {
        String self = own.reader().map(LogReader::id).orElse("");
        return all.stream().filter(node -> !node.id().equals(self)).toList();
    }

    private <T> Mono<Answers<T>> ask(
            List<Node> others,
            String authorization,
            Collection<String> expected,
            Function<String, String> path,
            BiFunction<byte[], String, T> read) {
        Collection<String> missed = new ConcurrentLinkedQueue<>(expected);
        missed.removeIf(
                id ->
                        own.reader().filter(it -> it.id().equals(id)).isPresent()
                                || others.stream().anyMatch(node -> node.id().equals(id)));
        return Flux.fromIterable(others)
                .flatMap(
                        node ->
                                calls.get(node, path.apply(node.id()), authorization, deadline)
                                        .map(body -> read.apply(body, node.id()))
                                        .onErrorResume(
                                                error -> {
                                                    log.info(
                                                            "Node {} does not answer: {}",
                                                            node.id(),
                                                            error.toString());
                                                    missed.add(node.id());
                                                    return Mono.empty();
                                                }))
                .collectList()
                .map(answers -> new Answers<>(answers, new TreeSet<>(missed)));
    }
}
