package dev.fairgate.risk.log;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.AssessmentRequest.ChallengeResponse;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests and decisions about them. Whatever must not get into the log has `canary` in it.
final class Decisions {

    static final Instant NOW = Instant.parse("2026-11-22T16:00:00.120Z");
    static final String ADDRESS = "203.0.113.77";
    static final List<LimitOutcome> LIMITS =
            List.of(
                    new LimitOutcome(LimitEntity.ACCOUNT, true, 9, Duration.ZERO, 1, false),
                    new LimitOutcome(
                            LimitEntity.ADDRESS,
                            false,
                            0,
                            Duration.ofNanos(800_000_001),
                            1,
                            false));

    private Decisions() {}

    static AssessmentRequest request() {
        return new AssessmentRequest(
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                "demo",
                3,
                "alice",
                Optional.of(NOW),
                ClientAddress.parse(ADDRESS).orElseThrow(),
                Optional.of("q3J9-device_1"),
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
                NOW);
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
                null);
    }

    /// A line whose decision has this number for an id.
    static Line.Decided line(int number) {
        return new Line.Decided(
                "%026d".formatted(number),
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                NOW,
                "demo",
                "alice",
                null,
                1,
                Disposition.BLOCK,
                Verdict.BLOCK,
                1,
                List.of(Reason.rule("account-ignores-wait")),
                LIMITS,
                1,
                null,
                false,
                null,
                null);
    }
}
