package dev.fairgate.risk.model;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import dev.fairgate.risk.rounds.Rounds;
import io.micrometer.core.instrument.Counter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Lets shadows and the canary score what was decided, after it was decided, on a thread of its
/// own. What comes faster than they score is dropped and counted.
final class Challengers implements DecisionListener, Rounds {

    /// About 650 bytes each.
    private static final int MOST_WAITING = 8_192;

    private final CurrentModels models;
    private final CurrentPolicy policy;
    private final Counter dropped;
    private final BlockingQueue<Row> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Map<Seat, Tally> tallies = new HashMap<>();

    /// A model on a stage: on another it is counted anew.
    ///
    /// @param since the line-up that it is in
    record Seat(String version, long since) {}

    /// @param thresholds the policy's for its sale
    private record Row(FeatureRow features, Optional<Thresholds> thresholds) {}

    Challengers(CurrentModels models, CurrentPolicy policy, Counter dropped) {
        this.models = models;
        this.policy = policy;
        this.dropped = dropped;
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        if (!models.lineUp().hasChallengers()) {
            return;
        }
        Optional<Thresholds> thresholds = policy.get().in(weighed.request().saleId()).thresholds();
        if (!waiting.offer(new Row(weighed.evidence().features(), thresholds))) {
            dropped.increment();
        }
    }

    @Override
    public void round() {
        for (int left = waiting.size(); left > 0; left--) { // more may come for ever
            Row row = waiting.remove();
            compare(
                    models.lineUp(),
                    row.features(),
                    row.thresholds()); // which may have changed since the row before
        }
    }

    @Override
    public void end() {}

    private void compare(LineUp lineUp, FeatureRow row, Optional<Thresholds> thresholds) {
        double champions = lineUp.champion().map(it -> it.scorer().score(row)).orElse(0.0);
        Verdict champion =
                lineUp.champion()
                        .map(it -> it.verdict(champions, row, thresholds))
                        .orElse(Verdict.ALLOW);
        boolean hasPaid = row.get(FeatureName.PAID) > 0;
        for (Served challenger : lineUp.challengers()) {
            double score = challenger.scorer().score(row);
            Verdict own = challenger.verdict(score, row, thresholds);
            synchronized (tallies) {
                tallies.computeIfAbsent(
                                new Seat(challenger.version(), lineUp.sequence()), _ -> new Tally())
                        .add(champion, own, hasPaid, score - champions);
            }
        }
    }

    /// What was counted since the line-up came into force; older ones are forgotten.
    Map<Seat, Tally> counted() {
        long now = models.lineUp().sequence();
        synchronized (tallies) {
            tallies.keySet().removeIf(seat -> seat.since() != now);
            Map<Seat, Tally> copy = new HashMap<>();
            tallies.forEach((seat, tally) -> copy.put(seat, Tally.of(tally.numbers())));
            return copy;
        }
    }
}
