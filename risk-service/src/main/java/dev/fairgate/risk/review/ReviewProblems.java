package dev.fairgate.risk.review;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.review.ReviewItem.Claim;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import java.util.Optional;

/// The words of every refusal of this package.
final class ReviewProblems {

    static final Problem TOO_MANY_APPEALS =
            problem(
                    "too-many-requests",
                    "Too many appeals",
                    429,
                    "An account may make " + Appeals.A_DAY + " appeals in 24 hours.");

    static final Problem DECISION_NOT_FOUND =
            problem(
                    "decision-not-found",
                    "No such decision",
                    404,
                    "No decision about this account has this number, or it was too long ago.");

    static final Problem APPEAL_NOT_FOUND =
            problem(
                    "appeal-not-found",
                    "No such appeal",
                    404,
                    "No appeal of this account has this number, or it was too long ago.");

    static final Problem REVIEW_NOT_FOUND =
            problem(
                    "review-not-found",
                    "No such item",
                    404,
                    "Nothing in the queue has this number, or it was too long ago.");

    static final Problem NOT_CLAIMED =
            problem(
                    "not-claimed",
                    "Claim it first",
                    409,
                    "Only who has claimed an item ends it; your claim may have expired.");

    static final Problem QUEUE_FULL =
            problem(
                    "review-queue-full",
                    "The queue is full",
                    503,
                    "Too much waits to be looked at: try again in an hour.");

    private ReviewProblems() {}

    static Problem claimed(Optional<Claim> claim) {
        return problem(
                "claimed",
                "Somebody else has it",
                409,
                claim.map(it -> it.by() + " has claimed it until " + it.until() + ".")
                        .orElse("Somebody else had it a moment ago: try again."));
    }

    static Problem ended(Verdict verdict) {
        return problem(
                "review-done",
                "It is done",
                409,
                "%s said %s at %s."
                        .formatted(verdict.by(), verdict.label().wireName(), verdict.at()));
    }

    private static Problem problem(String slug, String title, int status, String detail) {
        return new Problem("/problems/" + slug, title, status, detail);
    }
}
