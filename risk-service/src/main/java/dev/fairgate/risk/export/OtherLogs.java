package dev.fairgate.risk.export;

import dev.fairgate.risk.log.Block;
import dev.fairgate.risk.log.OwnLog;
import dev.fairgate.risk.log.TimeRange;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The logs of the other nodes, for features of this one that need the lines of a range of all.
public final class OtherLogs {

    private static final Logger log = LoggerFactory.getLogger(OtherLogs.class);

    /// Of one node: it looks for the place anew each time.
    private static final int PAGE = 10_000;

    private final OwnLog own;
    private final Nodes nodes;
    private final Peers peers;

    OtherLogs(OwnLog own, Nodes nodes, Peers peers) {
        this.own = own;
        this.nodes = nodes;
        this.peers = peers;
    }

    /// What another node answers.
    public sealed interface Page {
        /// The next lines of its log, each with its line feed.
        record Lines(String node, List<byte[]> lines) implements Page {
            /// Copies the list.
            public Lines {
                lines = List.copyOf(lines);
            }
        }

        /// It did not answer, or refused: lines of it may be missing.
        record Missing(String node) implements Page {}
    }

    /// The lines of a range, node by node, each in the order they were written.
    ///
    /// Errors are the store's, which knows the other nodes.
    ///
    /// @param authorization the caller's own, which those nodes check again
    public Flux<Page> read(TimeRange range, String authorization) {
        ExportQuery query = new ExportQuery(range, Cursor.START, PAGE, true);
        return nodes.all()
                .flatMapIterable(all -> all)
                .filter(node -> !isOwn(node.id()))
                .concatMap(node -> pages(node, query, authorization, Cursor.START), 1);
    }

    private boolean isOwn(String id) {
        return own.reader().filter(reader -> reader.id().equals(id)).isPresent();
    }

    private Flux<Page> pages(Node node, ExportQuery query, String authorization, Cursor from) {
        return peers.ask(node, query, authorization, from, PAGE)
                .flatMapMany(block -> goOn(node, query, authorization, block))
                .onErrorResume(error -> missing(node, error));
    }

    private Flux<Page> goOn(Node node, ExportQuery query, String authorization, Block block) {
        Page page = new Page.Lines(node.id(), block.lines());
        return block.more()
                ? Flux.just(page)
                        .concatWith(
                                Flux.defer(
                                        () ->
                                                pages(
                                                        node,
                                                        query,
                                                        authorization,
                                                        Cursor.START.with(
                                                                node.id(), block.next()))))
                : Flux.just(page);
    }

    private static Mono<Page> missing(Node node, Throwable error) {
        log.info("The log of node {} cannot be read: {}", node.id(), error.toString());
        return Mono.just(new Page.Missing(node.id()));
    }
}
