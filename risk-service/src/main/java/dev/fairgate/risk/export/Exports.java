package dev.fairgate.risk.export;

import dev.fairgate.risk.log.Block;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.log.OwnLog;
import dev.fairgate.risk.log.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/// Exports the logs of all nodes, one after the other, as fast as the caller takes them.
final class Exports {

    private static final Logger log = LoggerFactory.getLogger(Exports.class);
    private static final int BLOCK = 1_000;

    /// Of another node: it looks for the place anew each time, which may take it half a second.
    private static final int PAGE = 2_000;

    /// What is handed to the server at once, which takes up to 128 of them ahead.
    private static final int CHUNK = 1 << 15;

    private static final int AT_ONCE = 4;
    private static final int AT_ONCE_FOR_NODES = 16;

    /// Whoever needs longer goes on from the last mark.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final OwnLog own;
    private final Nodes nodes;
    private final Peers peers;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger runningForNodes = new AtomicInteger();

    Exports(OwnLog own, Nodes nodes, Peers peers) {
        this.own = own;
        this.nodes = nodes;
        this.peers = peers;
    }

    /// The lines, each with its line feed, and after each block of them a [Mark]; empty where too
    /// many exports run already.
    ///
    /// Errors, before anything is exported, are the store's, which knows the other nodes.
    ///
    /// @param authorization the caller's own
    Mono<Optional<Flux<byte[]>>> of(ExportQuery query, String authorization) {
        AtomicInteger now = query.nodeOnly() ? runningForNodes : running;
        if (now.get() >= (query.nodeOnly() ? AT_ONCE_FOR_NODES : AT_ONCE)) {
            return Mono.just(Optional.empty());
        }
        Mono<List<Node>> others = query.nodeOnly() ? Mono.just(List.of()) : others();
        return others.map(
                all ->
                        Optional.of(
                                Flux.defer(() -> all(query, authorization, all))
                                        .concatMapIterable(Exports::chunks, 1)
                                        .take(LONGEST)
                                        .doOnSubscribe(_ -> now.incrementAndGet())
                                        .doFinally(_ -> now.decrementAndGet())));
    }

    private Mono<List<Node>> others() {
        return nodes.all().map(all -> all.stream().filter(node -> !isOwn(node.id())).toList());
    }

    private boolean isOwn(String id) {
        return own.reader().filter(reader -> reader.id().equals(id)).isPresent();
    }

    private Flux<byte[]> all(ExportQuery query, String authorization, List<Node> others) {
        Progress progress = new Progress(query);
        if (!query.nodeOnly()) {
            List<String> known = others.stream().map(Node::id).toList();
            query.cursor().positions().keySet().stream()
                    .filter(id -> !known.contains(id) && !isOwn(id))
                    .forEach(progress::miss);
        }
        return Flux.concat(
                own.reader().map(reader -> own(reader, query, progress)).orElse(Flux.empty()),
                Flux.fromIterable(others)
                        .concatMap(node -> other(node, query, authorization, progress), 1),
                Mono.fromSupplier(progress::end));
    }

    private static Flux<byte[]> own(LogReader reader, ExportQuery query, Progress progress) {
        return Flux.<byte[], Reading>generate(
                        () -> reader.read(query.range(), progress.cursor().of(reader.id())),
                        (reading, sink) -> {
                            next(reading, reader.id(), progress, sink);
                            return reading;
                        },
                        Exports::close)
                .subscribeOn(Schedulers.boundedElastic()); // it waits for the disk
    }

    private static void next(
            Reading reading, String id, Progress progress, SynchronousSink<byte[]> sink) {
        try {
            Block block = reading.next(Math.min(BLOCK, progress.left()));
            sink.next(progress.take(id, block));
            if (!block.more() || progress.isFull()) {
                sink.complete();
            }
        } catch (IOException e) {
            sink.error(new UncheckedIOException(e));
        }
    }

    private static void close(Reading reading) {
        try {
            reading.close();
        } catch (IOException e) {
            log.warn("A file of the decision log cannot be closed: {}", e.toString());
        }
    }

    private Flux<byte[]> other(
            Node node, ExportQuery query, String authorization, Progress progress) {
        if (progress.isFull()) {
            progress.skip();
            return Flux.empty();
        }
        int lines = Math.min(PAGE, progress.left());
        return peers.ask(node, query, authorization, progress.cursor(node.id()), lines)
                .onErrorResume(error -> miss(node, error, progress))
                .flatMapMany(
                        block ->
                                Flux.just(progress.take(node.id(), block))
                                        .concatWith(
                                                block.more() && !progress.isFull()
                                                        ? Flux.defer(
                                                                () ->
                                                                        other(
                                                                                node,
                                                                                query,
                                                                                authorization,
                                                                                progress))
                                                        : Flux.empty()));
    }

    private static Mono<Block> miss(Node node, Throwable error, Progress progress) {
        log.info("Node {} is not in an export: {}", node.id(), error.toString());
        progress.miss(node.id());
        return Mono.empty();
    }

    private static List<byte[]> chunks(byte[] bytes) {
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += CHUNK) {
            chunks.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK)));
        }
        return chunks;
    }
}
