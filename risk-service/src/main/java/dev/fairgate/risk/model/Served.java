package dev.fairgate.risk.model;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Scorer;
import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import java.util.Optional;

/// A model that can score.
record Served(Scorer scorer) {

    /// Of its file.
    String version() {
        return scorer.version();
    }

    /// What a score comes to. Evidence that others share and silence may challenge; a block takes
    /// a row that deserves it without them too.
    Verdict verdict(double score, FeatureRow row, Optional<Thresholds> policy) {
        Thresholds thresholds = policy.orElseGet(this::own);
        Verdict verdict = thresholds.verdict(score);
        return verdict == Verdict.BLOCK
                        && thresholds.verdict(scorer.score(row.ownEvidence())) != Verdict.BLOCK
                ? Verdict.CHALLENGE
                : verdict;
    }

    private Thresholds own() {
        Bounds bounds = scorer.bounds();
        return new Thresholds(bounds.challenge(), Math.max(bounds.block(), Double.MIN_VALUE));
    }
}
