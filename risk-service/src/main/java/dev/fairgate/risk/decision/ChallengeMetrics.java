package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.ChallengeListener;
import dev.fairgate.captcha.IssuedChallenge;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Counts what becomes of challenges, by kind: `fairgate.challenges`,
/// `fairgate.challenges.solve.time` and `fairgate.challenges.abandoned`. Those of warm-up rounds
/// are issued to nobody and not counted.
@Component
class ChallengeMetrics implements DecisionListener, ChallengeListener {

    private static final String NAME = "fairgate.challenges";
    private static final String KIND = "kind";
    private static final String[] RESULTS = {"issued", "solved", "failed", "replaced"};

    private final MeterRegistry registry;
    private final Map<ChallengeKind, OpenChallenges> open = new EnumMap<>(ChallengeKind.class);

    ChallengeMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        for (ChallengeKind kind : ChallengeKind.values()) {
            OpenChallenges ofKind = new OpenChallenges(clock);
            open.put(kind, ofKind);
            Gauge.builder(NAME + ".abandoned", ofKind, OpenChallenges::abandoned)
                    .tag(KIND, kind.wireName())
                    .register(registry);
            registry.timer(NAME + ".solve.time", KIND, kind.wireName());
            Stream.of(RESULTS).forEach(result -> count(kind, result, 0));
        }
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        Challenge challenge = decision.challenge();
        if (challenge != null) {
            issued(challenge);
        }
    }

    @Override
    public void solved(IssuedChallenge challenge, Duration solveTime) {
        ended(challenge.kind(), challenge.expiresAt(), "solved");
        registry.timer(NAME + ".solve.time", KIND, challenge.kind().wireName()).record(solveTime);
    }

    @Override
    public void failed(IssuedChallenge challenge) {
        ended(challenge.kind(), challenge.expiresAt(), "failed");
    }

    @Override
    public void replaced(IssuedChallenge challenge, Challenge next) {
        ended(challenge.kind(), challenge.expiresAt(), "replaced");
        issued(next);
    }

    private void issued(Challenge challenge) {
        count(challenge.kind(), "issued", 1);
        of(challenge.kind()).issued(challenge.expiresAt());
    }

    private void ended(ChallengeKind kind, Instant expiresAt, String result) {
        count(kind, result, 1);
        of(kind).ended(expiresAt);
    }

    private OpenChallenges of(ChallengeKind kind) {
        OpenChallenges ofKind = open.get(kind);
        if (ofKind == null) {
            throw new IllegalStateException("every kind has its place: " + kind);
        }
        return ofKind;
    }

    private void count(ChallengeKind kind, String result, int more) {
        registry.counter(NAME, KIND, kind.wireName(), "result", result).increment(more);
    }
}
