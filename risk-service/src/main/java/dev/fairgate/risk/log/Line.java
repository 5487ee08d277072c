package dev.fairgate.risk.log;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.outcome.Outcome;
import dev.fairgate.risk.outcome.Reported;
import dev.fairgate.risk.policy.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the log; `docs/contract/schema/decision-record.schema.json` has its JSON.
sealed interface Line {

    /// Some entries are missing here.
    ///
    /// @param entries how many
    record Gap(long entries) implements Line {}

    /// What is worth a line; where one is lost, a gap counts it.
    sealed interface Entry extends Line {}

    /// What became of a decision, which may be in another node's log, or in a file that is gone.
    ///
    /// @param accountId where the reporter said so
    /// @param saleId where the reporter said so
    /// @param takenAt when it came to be known, by this node's clock: who trains on the past must
    ///     not use what was not known then
    record Became(
            String decisionId,
            Outcome outcome,
            Instant at,
            @Nullable String accountId,
            @Nullable String saleId,
            Instant takenAt)
            implements Entry {

        static Became of(Reported reported, Instant takenAt) {
            return new Became(
                    reported.decisionId(),
                    reported.outcome(),
                    reported.at(),
                    reported.accountId().orElse(null),
                    reported.saleId().orElse(null),
                    takenAt);
        }
    }

    /// What was decided, and on what grounds. It has its own copy of few fields, so that a line
    /// that waits keeps no telemetry alive (64 KiB each), and so that tickets, addresses and
    /// challenge parameters cannot get into the file: they are not here.
    ///
    /// @param decidedAt the ledger time of the request
    /// @param limits what the buckets answered, in the order of the policy
    /// @param challenge what was asked for, where something was
    record Decided(
            String decisionId,
            String requestId,
            Instant decidedAt,
            String saleId,
            String accountId,
            @Nullable String deviceId,
            long quantity,
            Disposition disposition,
            Verdict verdict,
            double score,
            List<Reason> reasons,
            List<LimitOutcome> limits,
            long policyVersion,
            @Nullable String modelVersion,
            boolean degraded,
            @Nullable Long retryAfterMs,
            @Nullable ChallengeKind challenge)
            implements Entry {

        public Decided {
            reasons = List.copyOf(reasons);
            limits = List.copyOf(limits);
        }

        static Decided of(AssessmentRequest request, List<LimitOutcome> limits, Decision decision) {
            Challenge challenge = decision.challenge();
            return new Decided(
                    decision.decisionId(),
                    request.requestId(),
                    request.now(),
                    request.saleId(),
                    request.accountId(),
                    request.deviceId().orElse(null),
                    request.quantity(),
                    decision.disposition(),
                    decision.verdict(),
                    decision.score(),
                    decision.reasons(),
                    limits,
                    decision.policyVersion(),
                    decision.modelVersion(),
                    decision.degraded(),
                    decision.retryAfterMs(),
                    challenge == null ? null : challenge.kind());
        }
    }
}
