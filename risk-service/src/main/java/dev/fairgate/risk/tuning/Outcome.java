package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a wish to change the policy.
sealed interface Outcome {

    /// It is in force, here at once and everywhere within a second.
    ///
    /// @param revertsAt when it is taken back unless somebody confirms it
    record Done(Version version, Optional<Instant> revertsAt) implements Outcome {}

    /// It was in force already; nothing has changed.
    record Same(Version version) implements Outcome {}

    /// Another version is in force than the caller has seen.
    record Stale(long active) implements Outcome {}

    /// The document is none.
    record Faulty(List<Fault> faults) implements Outcome {
        /// Copies the list.
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// It would change more decisions than may change unseen.
    record NeedsPreview(double flips, double most) implements Outcome {}

    /// The preview is of something else, or too old.
    record WrongPreview() implements Outcome {}

    /// There is no such version, or nothing of it to confirm.
    record Unknown() implements Outcome {}

    /// The file of the node decides alone.
    record Fixed() implements Outcome {}

    /// The risk store does not answer.
    record StoreAway() implements Outcome {}

    /// PostgreSQL does not answer, and this takes it.
    record DatabaseAway() implements Outcome {}
}
