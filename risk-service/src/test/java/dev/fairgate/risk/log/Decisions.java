package dev.fairgate.risk.log;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.models.hands.Hands;
import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.AssessmentRequest.ChallengeResponse;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Evidence;
import dev.fairgate.risk.decision.Observed;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.decision.Scores;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.decision.Weighings;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.log.Decided.Asked;
import dev.fairgate.risk.log.Decided.Grounds;
import dev.fairgate.risk.log.Decided.Ruling;
import dev.fairgate.risk.log.Decided.Versions;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.network.NetworkFacts;
import dev.fairgate.risk.network.NetworkKind;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Requests and decisions about them. Whatever must not get into the log has `canary` in it.
final class Decisions {

    static final Instant NOW = Instant.parse("2026-11-22T16:00:00.120Z");
    static final String ADDRESS = "203.0.113.77";
    static final EpochKey KEY = key("0123456789ab", 0);
    static final String EPOCH = KEY.id();

    /// Of keys that never change.
    static final EpochKeys KEYS =
            new EpochKeys() {
                @Override
                public EpochKey current() {
                    return KEY;
                }

                @Override
                public void retain(Set<String> epochs) {}
            };

    static final List<LimitOutcome> LIMITS =
            List.of(
                    new LimitOutcome(
                            LimitEntity.ACCOUNT,
                            true,
                            9,
                            Duration.ZERO,
                            seen(EntityKind.ACCOUNT, 1),
                            false),
                    new LimitOutcome(
                            LimitEntity.ADDRESS,
                            false,
                            0,
                            Duration.ofNanos(800_000_001),
                            seen(EntityKind.ADDRESS, 3),
                            false));

    private Decisions() {}

    /// The bytes count on from `first`.
    static EpochKey key(String id, int first) {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (first + i);
        }
        return new EpochKey(id, NOW, new SecretKeySpec(secret, "HmacSHA256"));
    }

    private static Profile seen(EntityKind kind, int times) {
        Profile profile = Profile.unseen(kind);
        for (int i = 0; i < times; i++) {
            profile = profile.after(new Sight(NOW.toEpochMilli(), 7, 9, (short) 0, false));
        }
        return profile;
    }

    /// With everything that a decision can be made from.
    static Weighed weighed() {
        Weighed plain = Weighings.of(request(), LIMITS);
        Evidence evidence = plain.evidence();
        return new Weighed(
                plain.request(),
                new Observed(
                        shown(plain.observed().request()),
                        new NetworkFacts(64_500, "canary \n\u001b org", "DE", NetworkKind.MOBILE),
                        11,
                        12,
                        13,
                        false),
                plain.known(),
                new Evidence(false, false, true, Scores.of(0.25), evidence.limits(), features()),
                "01KAPZ-7",
                plain.sinceNanos());
    }

    private static Request shown(Request plain) {
        Hands hands = plain.hands();
        return new Request(
                plain.at(),
                plain.registeredAt(),
                plain.quantity(),
                plain.deviceVerified(),
                new Hands(
                        hands.received(),
                        hands.amount(),
                        hands.visit(),
                        hands.path(),
                        hands.rhythm(),
                        hands.webdriver(),
                        true,
                        hands.faults(),
                        0xc0ffee07L),
                plain.client(),
                plain.network());
    }

    private static FeatureRow features() {
        double[] row = FeatureRow.absent().values();
        row[FeatureName.ACCOUNT_RHYTHM.place()] = 0.1;
        row[FeatureName.CLOCK_OFFSET.place()] = -250;
        return FeatureRow.of(row);
    }

    static AssessmentRequest request() {
        return request(ADDRESS);
    }

    static AssessmentRequest request(String address) {
        return new AssessmentRequest(
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                "demo",
                3,
                "alice",
                Optional.of(Instant.parse("2026-11-22T15:58:00Z")),
                ClientAddress.parse(address).orElseThrow(),
                Optional.of("q3J9-device_1"),
                true,
                Optional.of("canary-agent"),
                List.of("canary-header"),
                1,
                new Telemetry.Sent("{\"canary\":1}"),
                Optional.of(new ChallengeResponse("canary-challenge", "canary-response")),
                NOW);
    }

    static Decision proceed() {
        return new Decision(
                "01KAPZ9E05ZYXWVTSRQPNMKJHG",
                Disposition.PROCEED,
                Verdict.ALLOW,
                0,
                List.of(),
                1,
                null,
                false,
                null,
                null,
                "canary-ticket",
                NOW,
                null,
                List.of());
    }

    /// With everything that a decision can have, but for a ticket.
    static Decision challenge() {
        return new Decision(
                "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                Disposition.CHALLENGE,
                Verdict.CHALLENGE,
                0.25,
                List.of(Reason.rule("address-rate")),
                1,
                "2026-11-20",
                false,
                1000L,
                new Challenge(
                        "canary-challenge",
                        ChallengeKind.PROOF_OF_WORK,
                        NOW,
                        Map.of("salt", "canary-salt"),
                        List.of()),
                null,
                null,
                0.98,
                List.of("new-crowd"));
    }

    /// A line whose decision has this number for an id.
    static Decided line(int number) {
        return line("%026d".formatted(number), NOW);
    }

    static Decided line(String decisionId, Instant decidedAt) {
        return line(
                new Asked(
                        "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                        decidedAt,
                        "demo",
                        "alice",
                        null,
                        null,
                        1,
                        ClientAddress.parse(ADDRESS).orElseThrow(),
                        true),
                decisionId,
                "account-ignores-wait",
                null);
    }

    static Decided line(Asked asked, String decisionId, String reason, @Nullable String model) {
        return new Decided(
                asked,
                Grounds.of(Weighings.of(request(), LIMITS)),
                new Ruling(
                        decisionId,
                        Disposition.BLOCK,
                        Verdict.BLOCK,
                        1,
                        List.of(Reason.rule(reason)),
                        new Versions(1, model),
                        false,
                        Duration.ofNanos(999),
                        null,
                        null,
                        null,
                        List.of()));
    }
}
