package dev.fairgate.risk.label;

import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// What analysts say about things, for whoever explains a decision.
public interface LabelLookup {

    /// The labels that stand about some things, at most 200 of each; empty while nobody knows, as
    /// the database is away. About an account, those about its sales too.
    ///
    /// @param keys at most 8
    Mono<Optional<List<Standing>>> about(List<LabelKey> keys);
}
