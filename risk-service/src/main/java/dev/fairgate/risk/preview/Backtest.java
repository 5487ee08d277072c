package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.decision.SecondOpinion;
import dev.fairgate.risk.model.KnownModels.Voice;
import dev.fairgate.risk.policy.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides about what was taken in once more, under the policy in force and another one. Its work
/// blocks.
final class Backtest {

    private final Cells cells;
    private final Workers workers;

    Backtest(Cells cells, Workers workers) {
        this.cells = cells;
        this.workers = workers;
    }

    /// What is decided about.
    ///
    /// @param decisions in the order of their times
    /// @param taken all that was taken in, for what it lacks
    /// @param incomplete nodes whose log is not in it
    record Material(List<Logged> decisions, Taken taken, Set<String> incomplete) {

        /// The models that scored.
        Set<String> models() {
            return decisions.stream()
                    .map(decision -> decision.said().model())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
    }

    /// What models say.
    ///
    /// @param logged those that scored, as far as anybody has them
    /// @param other one that scores instead
    record Voices(Map<String, Voice> logged, Optional<Voice> other) {}

    Report run(
            Policy baseline,
            Policy candidate,
            Material material,
            Voices voices,
            Progress progress) {
        List<Logged> decisions = material.decisions();
        progress.read(decisions.size());
        Side before =
                new Side(
                        new SecondOpinion(baseline, cells),
                        Counted.ofBaseline(baseline, candidate, decisions),
                        voices.logged(),
                        Optional.empty());
        Side after =
                new Side(
                        new SecondOpinion(candidate, cells),
                        Counted.ofCandidate(baseline, candidate, decisions),
                        voices.logged(),
                        voices.other());
        Tally tally =
                new Replay(before, after, baseline.version())
                        .run(decisions, bots(material), workers, progress);
        return report(baseline.version(), tally, material, voices);
    }

    private static @Nullable Boolean[] bots(Material material) {
        @Nullable Boolean[] bots = new Boolean[material.decisions().size()];
        for (int i = 0; i < bots.length; i++) {
            bots[i] = material.taken().labels.isBot(material.decisions().get(i));
        }
        return bots;
    }

    private static Report report(long version, Tally tally, Material material, Voices voices) {
        List<Logged> decisions = material.decisions();
        Set<String> unknown = new HashSet<>(material.models());
        unknown.removeAll(voices.logged().keySet());
        Taken taken = material.taken();
        return new Report(
                version,
                decisions.isEmpty() ? Optional.empty() : Optional.of(at(decisions.getFirst())),
                decisions.isEmpty() ? Optional.empty() : Optional.of(at(decisions.getLast())),
                tally,
                taken.skipped,
                new Gaps(
                        taken.lost,
                        taken.unreadable,
                        tally.otherVersions(),
                        material.incomplete(),
                        unknown));
    }

    private static Instant at(Logged decision) {
        return Instant.EPOCH.plus(decision.at(), ChronoUnit.NANOS);
    }
}
