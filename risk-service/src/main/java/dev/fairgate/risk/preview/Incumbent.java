package dev.fairgate.risk.preview;

import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.tuning.Guard.Band;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The policy in force, as previews need it.
interface Incumbent {

    /// What is in force now; never waits.
    State current();

    /// Takes a version back, unless another one is in force already.
    ///
    /// Errors where that cannot be done now.
    ///
    /// @return whether it was
    Mono<Boolean> revert(long version, String reason);

    /// What is in force.
    ///
    /// @param policy the document under the preset
    /// @param document JSON, without the preset over it
    /// @param band what was foreseen of it, if it was previewed
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or prints it
    record State(Policy policy, byte[] document, Preset preset, Optional<Band> band) {}
}
