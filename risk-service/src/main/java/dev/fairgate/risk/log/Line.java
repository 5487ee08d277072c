package dev.fairgate.risk.log;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.Verification;
import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.AssessmentRequest.ChallengeResponse;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.log.CampaignLog.Cluster;
import dev.fairgate.risk.outcome.Outcome;
import dev.fairgate.risk.outcome.Reported;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the log; `docs/contract/schema/decision-record.schema.json` has its JSON.
sealed interface Line {

    /// Some entries are missing here.
    ///
    /// @param entries how many
    record Gap(long entries) implements Line {}

    /// What is worth a line; where one is lost, a gap counts it.
    sealed interface Entry extends Line
            permits Decided, Challenged, Responded, Became, Labelled, CampaignsInForce {}

    /// A challenge was asked for.
    ///
    /// @param at ledger time
    record Challenged(String decisionId, ChallengeRef challenge, ChallengeKind kind, Instant at)
            implements Entry {}

    /// A response to a challenge was read, perhaps one that another node had asked for.
    ///
    /// @param at ledger time
    record Responded(
            ChallengeRef challenge,
            String accountId,
            String saleId,
            Verification verification,
            Instant at)
            implements Entry {

        static Responded of(
                AssessmentRequest request, ChallengeResponse response, Verification verification) {
            return new Responded(
                    ChallengeRef.of(response.id()),
                    request.accountId(),
                    request.saleId(),
                    verification,
                    request.now());
        }
    }

    /// What became of a decision, which may be in another node's log, or in a file that is gone.
    ///
    /// @param accountId where the reporter said so
    /// @param saleId where the reporter said so
    /// @param orderId where the reporter said so
    /// @param paymentReference where the reporter said so
    /// @param takenAt when it came to be known, by this node's clock: who trains on the past must
    ///     not use what was not known then
    record Became(
            String decisionId,
            Outcome outcome,
            Instant at,
            @Nullable String accountId,
            @Nullable String saleId,
            @Nullable String orderId,
            @Nullable String paymentReference,
            Instant takenAt)
            implements Entry {

        static Became of(Reported reported, Instant takenAt) {
            return new Became(
                    reported.decisionId(),
                    reported.outcome(),
                    reported.at(),
                    reported.accountId().orElse(null),
                    reported.saleId().orElse(null),
                    reported.orderId().orElse(null),
                    reported.paymentReference().orElse(null),
                    takenAt);
        }
    }

    /// Somebody said who was behind a decision, an order, a payment or an account; which analyst it
    /// was is for the database alone.
    record Labelled(Standing label) implements Entry {}

    /// The campaigns that this node's decisions look at from here on.
    ///
    /// @param clusters the largest first
    record CampaignsInForce(String snapshot, Instant madeAt, List<Cluster> clusters)
            implements Entry {

        /// A line of at most some 100 KiB.
        static final int MOST_CLUSTERS = 1_000;

        public CampaignsInForce {
            clusters =
                    clusters.stream()
                            .sorted(Comparator.comparingInt(Cluster::size).reversed())
                            .limit(MOST_CLUSTERS)
                            .toList();
        }
    }
}
