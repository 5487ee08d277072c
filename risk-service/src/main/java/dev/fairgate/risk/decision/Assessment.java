package dev.fairgate.risk.decision;

import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the evidence comes to.
///
/// @param scored what a model says
/// @param degraded whether parts of the evidence were out of reach
/// @param propensity with which probability chance took this step; null where there was no draw
/// @param shadowRules codes of the rules that hold and are only tried
record Assessment(
        Verdict verdict,
        Scored scored,
        List<Reason> reasons,
        boolean degraded,
        Step step,
        @Nullable Double propensity,
        List<String> shadowRules) {

    Assessment {
        reasons = List.copyOf(reasons);
        shadowRules = List.copyOf(shadowRules);
    }

    Assessment then(Step next) {
        return new Assessment(verdict, scored, reasons, degraded, next, propensity, shadowRules);
    }

    Assessment with(Verdict other) {
        return new Assessment(other, scored, reasons, degraded, step, propensity, shadowRules);
    }

    Assessment drawn(@Nullable Double probability) {
        return new Assessment(verdict, scored, reasons, degraded, step, probability, shadowRules);
    }

    Assessment because(String code) {
        return new Assessment(
                verdict,
                scored,
                Stream.concat(reasons.stream(), Stream.of(Reason.rule(code))).toList(),
                degraded,
                step,
                propensity,
                shadowRules);
    }

    /// What to do next.
    sealed interface Step {
        /// Issue a ticket.
        record Proceed() implements Step {}

        /// Read the response that came with the request.
        record ReadResponse() implements Step {}

        /// Issue a challenge.
        record Challenge() implements Step {}

        /// Refuse.
        ///
        /// @param stands how long it stands whatever is sent next; zero when that is not known
        record Block(Duration stands) implements Step {}

        /// Refuse for good: the sale is not for this account.
        record NotEligible() implements Step {}

        /// Put off.
        record Throttle(Duration retryAfter) implements Step {}

        /// Wait for the other request of this account.
        record InFlight(Duration retryAfter) implements Step {}
    }
}
