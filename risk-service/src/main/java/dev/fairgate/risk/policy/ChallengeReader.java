package dev.fairgate.risk.policy;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.ChallengeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what a policy document says of challenges; its faults go where [PolicyReader] collects
/// them.
final class ChallengeReader {

    private static final int MAX_STEPS = 8;

    private ChallengeReader() {}

    static Optional<ChallengeRule> read(PolicyNode root) {
        PolicyNode node = root.object("challenge");
        int faultsBefore = node.faults().size();
        node.allowOnly("ladder", "lifetimeMs", "maxWrong", "pictureLength");
        List<ChallengeStep> ladder =
                node.items("ladder", MAX_STEPS).stream().map(ChallengeReader::step).toList();
        Duration lifetime = node.millis("lifetimeMs", 1_000, 3_600_000);
        int maxWrong = (int) node.integer("maxWrong", 1, 100);
        int length = (int) node.integer("pictureLength", 4, 12);
        if (node.faults().size() > faultsBefore) {
            return Optional.empty();
        }
        if (!ChallengeRule.rises(ladder)) {
            node.fault(
                    "ladder",
                    "must begin with proof_of_work from score 0, with fromScore rising and"
                            + " proofMaxNumber not falling");
            return Optional.empty();
        }
        return Optional.of(new ChallengeRule(ladder, lifetime, maxWrong, length));
    }

    private static ChallengeStep step(PolicyNode node) {
        node.allowOnly("fromScore", "kind", "proofMaxNumber");
        return new ChallengeStep(
                node.fraction("fromScore"),
                node.oneOf("kind", ChallengeKind.values(), ChallengeKind::wireName),
                node.integer("proofMaxNumber", 1, ChallengeSettings.PROOF_LIMIT));
    }
}
