package dev.fairgate.risk.log;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.hands.Hands;
import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Observed;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.network.NetworkFacts;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was decided, and on what grounds. It has its own copy of few fields, so that a line that
/// waits keeps no telemetry (64 KiB each) and no profiles alive, and so that tickets, user agents
/// and challenges cannot get into the file: they are not here. Only the address is, until the
/// writer has made pseudonyms of it.
///
/// @param asked what the request said
/// @param grounds what was known about it
/// @param ruling what came of that
record Decided(Asked asked, Grounds grounds, Ruling ruling) implements Line.Entry {

    /// @param took from the arrival of the request to its decision
    static Decided of(Weighed weighed, Decision decision, Duration took) {
        return new Decided(Asked.of(weighed), Grounds.of(weighed), Ruling.of(decision, took));
    }

    /// What a request said.
    ///
    /// @param decidedAt the ledger time of the request
    /// @param registeredAt where the account's token says it
    /// @param honeypot whether it was for what no page links to
    record Asked(
            String requestId,
            Instant decidedAt,
            String saleId,
            String accountId,
            @Nullable String deviceId,
            @Nullable Instant registeredAt,
            long quantity,
            ClientAddress address,
            boolean honeypot) {

        static Asked of(Weighed weighed) {
            AssessmentRequest request = weighed.request();
            return new Asked(
                    request.requestId(),
                    request.now(),
                    request.saleId(),
                    request.accountId(),
                    request.deviceId().orElse(null),
                    request.registeredAt().orElse(null),
                    request.quantity(),
                    request.clientAddress(),
                    weighed.observed().honeypot());
        }

        /// Without the address: whoever prints a line by mistake must not print that.
        @Override
        public String toString() {
            return "Asked[" + requestId + "]";
        }
    }

    /// What was known about a request.
    ///
    /// @param network without the organisation, which is somebody else's text and follows from the
    ///     number
    /// @param cells of account, device (-1 without one) and address in the profiles of others
    /// @param hands the fingerprint of what the hands did; 0 for too little
    /// @param touch whether the screen is touched; null where the page says nothing
    /// @param turns of each entity that has a profile
    /// @param limits what the buckets answered, in the order of the policy
    /// @param campaigns the snapshot that was looked at
    /// @param cleared whether a challenge had been solved a short while before
    /// @param treatment how people wanted this buyer to be treated
    /// @param answered whether a response to a challenge came with it, read or not
    record Grounds(
            NetworkFacts network,
            Cells cells,
            long hands,
            @Nullable Boolean touch,
            List<Turn> turns,
            List<Limit> limits,
            FeatureRow features,
            String campaigns,
            boolean cleared,
            Treatment treatment,
            boolean answered) {

        Grounds {
            turns = List.copyOf(turns);
            limits = List.copyOf(limits);
        }

        static Grounds of(Weighed weighed) {
            Observed observed = weighed.observed();
            NetworkFacts network = observed.network();
            return new Grounds(
                    new NetworkFacts(network.asn(), "", network.country(), network.kind()),
                    new Cells(
                            observed.accountCell(), observed.deviceCell(), observed.addressCell()),
                    observed.request().hands().fingerprint(),
                    touch(observed.request().hands()),
                    turns(weighed.known()),
                    weighed.evidence().limits().stream().map(Limit::of).toList(),
                    weighed.evidence().features(),
                    weighed.campaigns(),
                    weighed.evidence().cleared(),
                    weighed.evidence().treatment(),
                    weighed.evidence().answered());
        }

        private static @Nullable Boolean touch(Hands hands) {
            return hands.received() == Hands.Received.OBJECT ? hands.touch() : null;
        }

        private static List<Turn> turns(Known known) {
            return Stream.of(
                            known.account(),
                            known.device(),
                            known.hands(),
                            known.address(),
                            known.site(),
                            known.region())
                    .filter(Objects::nonNull)
                    .filter(profile -> profile.sequence() > 0)
                    .map(profile -> new Turn(profile.kind(), profile.sequence()))
                    .toList();
        }
    }

    /// See [Grounds#cells()].
    record Cells(int account, int device, int address) {}

    /// Which request of an entity this was, counted from 1.
    record Turn(EntityKind kind, int sequence) {}

    /// What one bucket answered.
    ///
    /// @param recent requests of the entity in the last minute, this one included
    /// @param retryAfterMs rounded up, as in answers: who waits that long may come
    /// @param sequence which request of the entity this was; 0 where nobody counts
    record Limit(
            LimitEntity entity,
            boolean allowed,
            long remaining,
            long recent,
            long retryAfterMs,
            boolean local,
            int sequence) {

        static Limit of(LimitOutcome outcome) {
            Profile profile = outcome.profile();
            return new Limit(
                    outcome.entity(),
                    outcome.allowed(),
                    outcome.remaining(),
                    profile == null ? 0 : Math.round(profile.inAMinute()),
                    outcome.retryAfter().plusNanos(999_999).toMillis(),
                    outcome.local(),
                    profile == null ? 0 : profile.sequence());
        }
    }

    /// What was decided.
    ///
    /// @param challenge what was asked for, where something was
    /// @param propensity with which probability chance took this disposition, where it had a say
    /// @param shadowRules codes of the rules that held and are only tried
    record Ruling(
            String decisionId,
            Disposition disposition,
            Verdict verdict,
            double score,
            List<Reason> reasons,
            Versions versions,
            boolean degraded,
            Duration took,
            @Nullable Long retryAfterMs,
            @Nullable ChallengeKind challenge,
            @Nullable Double propensity,
            List<String> shadowRules) {

        Ruling {
            reasons = List.copyOf(reasons);
            shadowRules = List.copyOf(shadowRules);
        }

        static Ruling of(Decision decision, Duration took) {
            Challenge challenge = decision.challenge();
            return new Ruling(
                    decision.decisionId(),
                    decision.disposition(),
                    decision.verdict(),
                    decision.score(),
                    decision.reasons(),
                    new Versions(decision.policyVersion(), decision.modelVersion()),
                    decision.degraded(),
                    took,
                    decision.retryAfterMs(),
                    challenge == null ? null : challenge.kind(),
                    decision.propensity(),
                    decision.shadowRules());
        }
    }

    /// By what it was decided.
    record Versions(long policy, @Nullable String model) {}
}
