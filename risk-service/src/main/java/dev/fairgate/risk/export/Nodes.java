package dev.fairgate.risk.export;

import java.util.List;
import reactor.core.publisher.Mono;

/// The nodes of a fleet that have a log.
public interface Nodes {

    /// Says that this node is there, or is still. Nothing happens where it cannot be said.
    Mono<Void> announce(Node self);

    /// All that said so in the last hour.
    ///
    /// Errors are the store's.
    Mono<List<Node>> all();
}
