package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Policy;

import reactor.core.publisher.Mono;

import java.util.Optional;

/// Knows how many decisions a change of the policy would have changed.
public interface Guard {

    /// Whether a change may be made.
    ///
    /// @param from the policy in force
    /// @param to the one that is to be
    /// @param previewId of a preview of that very change
    Mono<Ruling> judge(Policy from, Policy to, Optional<String> previewId);

    /// The answer.
    sealed interface Ruling {
        /// It may.
        ///
        /// @param band what is to be expected of it, where something is known
        record Free(Optional<Band> band) implements Ruling {}

        /// Only with a preview.
        ///
        /// @param flips the share of decisions that would change, in [0, 1]
        /// @param most the share that may change without one
        record NeedsPreview(double flips, double most) implements Ruling {}

        /// The preview is not one of this change, or older than 10 minutes.
        record WrongPreview() implements Ruling {}
    }

    /// What a preview leads to expect: the shares of challenges and of blocks among decisions, each
    /// in [0, 1] and the least not above the most.
    record Band(
            double leastChallenged,
            double mostChallenged,
            double leastBlocked,
            double mostBlocked) {}
}
