package dev.fairgate.risk.preview;

import dev.fairgate.risk.tuning.Guard.Band;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Remembers for ten minutes what was previewed, for all nodes.
interface PreviewStore {

    /// Keeps one.
    ///
    /// Errors are the store's.
    Mono<Void> keep(String previewId, Kept kept);

    /// The one of that id; empty without it.
    ///
    /// Errors are the store's.
    Mono<Kept> find(String previewId);

    /// A preview, as far as a change needs it.
    ///
    /// @param candidate see [Fingerprint]
    /// @param version of the policy that was in force
    /// @param model that scored instead; then it is no preview of a change of the policy alone
    record Kept(String candidate, long version, Optional<String> model, Band band) {}
}
