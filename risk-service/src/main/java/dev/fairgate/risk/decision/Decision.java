package dev.fairgate.risk.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairgate.captcha.Challenge;
import dev.fairgate.risk.policy.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer about one purchase, as the sale engine gets it.
///
/// @param decisionId a ULID
/// @param disposition what happens
/// @param verdict what the assessment came to; a throttled request may well be allowed
/// @param score in [0, 1], the probability that no person is behind the request; 0 without a model
/// @param reasons what spoke against it
/// @param policyVersion of the policy that decided
/// @param modelVersion of the model behind the score, if there was one
/// @param degraded whether parts of the evidence were out of reach
/// @param retryAfterMs when to come back, for `throttle` and `in-flight`; how long a `block` stands
///     whatever the account sends next, where that is known
/// @param challenge what to solve, for `challenge`
/// @param ticket the permission to buy, for `proceed`
/// @param ticketExpiresAt in ledger time
/// @param propensity with which probability chance took this disposition, where it had a say. For
///     the log alone: neither the engine nor a repeat of the request is told
/// @param shadowRules codes of the rules that held and are only tried, for the log alone too
public record Decision(
        String decisionId,
        Disposition disposition,
        Verdict verdict,
        double score,
        List<Reason> reasons,
        long policyVersion,
        @Nullable String modelVersion,
        boolean degraded,
        @Nullable Long retryAfterMs,
        @Nullable Challenge challenge,
        @Nullable String ticket,
        @Nullable Instant ticketExpiresAt,
        @JsonIgnore @Nullable Double propensity,
        @JsonIgnore List<String> shadowRules) {

    /// Checks that a ticket is there exactly when somebody proceeds.
    public Decision {
        reasons = List.copyOf(reasons);
        shadowRules = orNone(shadowRules);
        if ((disposition == Disposition.PROCEED) != (ticket != null)) {
            throw new IllegalArgumentException("a ticket belongs to proceed, and only there");
        }
    }

    /// A repeat has none of them.
    private static List<String> orNone(@Nullable List<String> shadowRules) {
        return shadowRules == null ? List.of() : List.copyOf(shadowRules);
    }
}
