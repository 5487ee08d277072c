package dev.fairgate.risk.log;

import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.label.LabelListener;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.outcome.OutcomeListener;
import dev.fairgate.risk.outcome.Reported;
import java.time.Instant;
import java.util.List;

/// All that the log hears of; the log itself, or nobody.
sealed interface DecisionLogging
        extends DecisionListener, OutcomeListener, LabelListener, CampaignLog
        permits DecisionLog, DecisionLogging.Off {

    /// Without a folder.
    record Off() implements DecisionLogging {

        @Override
        public void decided(Weighed weighed, Decision decision) {}

        @Override
        public void taken(Reported outcome, Instant takenAt) {}

        @Override
        public void labelled(Standing label) {}

        @Override
        public void inForce(String snapshot, Instant madeAt, List<Cluster> clusters) {}
    }
}
