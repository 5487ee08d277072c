package dev.fairgate.risk.review;

import dev.fairgate.risk.label.Label;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A decision that somebody is to look at.
///
/// @param id a ULID
/// @param decisionId a ULID
/// @param account whose decision it is, where the queue knows that
/// @param words what the buyer or the analyst says; plain text, empty for a sample
/// @param by who put it there
/// @param score of a sample, as it was decided
record ReviewItem(
        String id,
        Kind kind,
        String decisionId,
        Optional<String> account,
        String words,
        String by,
        Optional<Double> score,
        Instant createdAt,
        Optional<Claim> claim,
        Optional<Verdict> verdict) {

    /// Who put it there, and why.
    enum Kind {
        /// A buyer, who thinks the decision was wrong.
        APPEAL,
        /// An analyst.
        REQUEST,
        /// A node, because the decision was among the least certain ones.
        SAMPLE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> fromWireName(String name) {
            return Stream.of(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
        }
    }

    /// How far it has come.
    enum State {
        OPEN,
        CLAIMED,
        DONE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> fromWireName(String name) {
            return Stream.of(values()).filter(state -> state.wireName().equals(name)).findFirst();
        }
    }

    /// Somebody looks at it.
    ///
    /// @param until from when on others may have it
    record Claim(String by, Instant until) {}

    /// What came of it.
    ///
    /// @param granted of an appeal: whether the buyer is right
    /// @param comment for other analysts; no buyer sees it
    record Verdict(
            Label label,
            Optional<Boolean> granted,
            Optional<String> comment,
            String by,
            Instant at) {

        /// Whether both come to the same, whenever and with whatever comment.
        boolean isLike(Verdict other) {
            return label == other.label && granted.equals(other.granted) && by.equals(other.by);
        }
    }

    ReviewItem {
        if ((kind == Kind.REQUEST) == account.isPresent()) {
            throw new IllegalArgumentException("an account belongs to appeals and samples");
        }
    }

    /// The claim, while it lives.
    Optional<Claim> liveClaim(Instant now) {
        return claim.filter(it -> it.until().isAfter(now));
    }

    State state(Instant now) {
        if (verdict.isPresent()) {
            return State.DONE;
        }
        return liveClaim(now).isPresent() ? State.CLAIMED : State.OPEN;
    }
}
