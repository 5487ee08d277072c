package dev.fairgate.risk.export;

import dev.fairgate.risk.log.Block;
import reactor.core.publisher.Mono;

/// The other nodes, as an export needs them.
interface Peers {

    /// The next lines of a node's log.
    ///
    /// Any error means that nothing is known of them.
    ///
    /// @param authorization the caller's own, which that node checks again
    /// @param lines at most
    Mono<Block> ask(Node node, ExportQuery query, String authorization, Cursor from, int lines);
}
