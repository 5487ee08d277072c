package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Scored;
import dev.fairgate.risk.decision.SecondOpinion;
import dev.fairgate.risk.decision.SecondOpinion.Opinion;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.model.KnownModels.Voice;
import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of the two policies that are compared, with its limits and its models. Immutable.
///
/// @param voices the models that scored, by version
/// @param model the one that scores instead
record Side(
        SecondOpinion opinion, Counted counted, Map<String, Voice> voices, Optional<Voice> model) {

    /// What it comes to about one decision.
    ///
    /// @param ifEmpty the same with buckets that were empty when the window began
    /// @param score what the model says
    /// @param unscored if the score reached nothing
    /// @param challenged if it reached the threshold for a challenge
    record Result(
            Disposition disposition,
            Disposition ifEmpty,
            boolean isSure,
            double score,
            Disposition unscored,
            Disposition challenged) {}

    /// @param values the logged row; nobody else's
    Result about(Logged decision, int number, double[] values, boolean withCurve) {
        List<LimitOutcome> limits = counted.outcomes(number, true);
        boolean changed = Counted.enter(limits, values);
        FeatureRow row = FeatureRow.of(values);
        Scoring scoring = score(decision, row, changed);
        Opinion full = opinion.about(decision.standing(), scoring.scored(), limits, row);
        boolean hangs = counted.hangs(number);
        Opinion empty = hangs ? ifEmpty(decision, number, values) : full;
        return new Result(
                full.disposition(),
                empty.disposition(),
                full.isSure() && empty.isSure() && scoring.isSure(),
                scoring.scored().score(),
                withCurve ? forced(decision, limits, row, Verdict.ALLOW) : full.disposition(),
                withCurve ? forced(decision, limits, row, Verdict.CHALLENGE) : full.disposition());
    }

    private Opinion ifEmpty(Logged decision, int number, double[] values) {
        List<LimitOutcome> limits = counted.outcomes(number, false);
        boolean changed = Counted.enter(limits, values);
        FeatureRow row = FeatureRow.of(values);
        return opinion.about(
                decision.standing(), score(decision, row, changed).scored(), limits, row);
    }

    private Disposition forced(
            Logged decision, List<LimitOutcome> limits, FeatureRow row, Verdict verdict) {
        Scored scored = new Scored(0, verdict, List.of(), decision.said().model());
        return opinion.about(decision.standing(), scored, limits, row).disposition();
    }

    /// A score, and whether its model was at hand where it was needed.
    private record Scoring(Scored scored, boolean isSure) {}

    private Scoring score(Logged decision, FeatureRow row, boolean changed) {
        Optional<Thresholds> thresholds = opinion.thresholds(decision.standing().saleId());
        if (model.isPresent()) {
            Voice voice = model.get();
            return new Scoring(voice.scored(voice.score(row), row, thresholds), true);
        }
        @Nullable String version = decision.said().model();
        if (version == null) {
            return new Scoring(Scored.without(thresholds), true);
        }
        Voice voice = voices.get(version);
        if (voice == null) {
            return unheard(decision, thresholds, changed);
        }
        double score = changed ? voice.score(row) : decision.said().score();
        return new Scoring(voice.scored(score, row, thresholds), true);
    }

    /// Nobody has the model: its score stands, and what it comes to is known only where the policy
    /// has thresholds and it does not take a second look to block.
    private static Scoring unheard(
            Logged decision, Optional<Thresholds> thresholds, boolean changed) {
        double score = decision.said().score();
        boolean byScore = decision.said().byScore();
        Verdict verdict =
                thresholds
                        .map(own -> own.verdict(score))
                        .orElse(byScore ? Verdict.CHALLENGE : Verdict.ALLOW);
        boolean isSure = !changed && thresholds.isPresent() && verdict != Verdict.BLOCK;
        return new Scoring(new Scored(score, verdict, List.of(), decision.said().model()), isSure);
    }
}
