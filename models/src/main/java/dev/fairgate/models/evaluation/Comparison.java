package dev.fairgate.models.evaluation;

import dev.fairgate.models.scoring.Bounds;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What changes for whom if one model takes the place of another.
///
/// @param people how many people get which verdict, by that of the champion and then by that of the
///     challenger
/// @param bots the same for bots
/// @param gain how much greater the challenger's AUC is, on the same resamples
/// @param farthest rows whose verdict changes, those whose scores are farthest apart first; few
public record Comparison(
        Map<Verdict, Map<Verdict, Long>> people,
        Map<Verdict, Map<Verdict, Long>> bots,
        Interval gain,
        List<Changed> farthest) {

    private static final int SHOWN = 5;

    /// What a score alone would have done.
    public enum Verdict {
        ALLOW,
        CHALLENGE,
        BLOCK;

        /// By the highest threshold that a score reaches.
        public static Verdict of(double score, Bounds bounds) {
            if (score >= bounds.block()) {
                return BLOCK;
            }
            return score >= bounds.challenge() ? CHALLENGE : ALLOW;
        }
    }

    /// A row that another verdict is given to.
    ///
    /// @param row its place among the scored rows
    public record Changed(
            int row, boolean isBot, double champion, double challenger, Verdict from, Verdict to) {}

    /// Copies the list and the tables.
    public Comparison {
        people = Collections.unmodifiableMap(people);
        bots = Collections.unmodifiableMap(bots);
        farthest = List.copyOf(farthest);
    }

    /// Compares the scores of two models for the same rows.
    public static Comparison of(
            Scored champion,
            Bounds championBounds,
            Scored challenger,
            Bounds challengerBounds,
            Bootstrap bootstrap) {
        List<Changed> all =
                IntStream.range(0, champion.rows())
                        .mapToObj(
                                row ->
                                        new Changed(
                                                row,
                                                champion.isBot()[row],
                                                champion.score()[row],
                                                challenger.score()[row],
                                                Verdict.of(champion.score()[row], championBounds),
                                                Verdict.of(
                                                        challenger.score()[row], challengerBounds)))
                        .toList();
        return new Comparison(
                counts(all, false),
                counts(all, true),
                bootstrap.gain(champion, challenger),
                farthest(all));
    }

    private static Map<Verdict, Map<Verdict, Long>> counts(List<Changed> all, boolean ofBots) {
        Map<Verdict, Map<Verdict, Long>> counts = new EnumMap<>(Verdict.class);
        for (Verdict from : Verdict.values()) {
            Map<Verdict, Long> row = new EnumMap<>(Verdict.class);
            for (Verdict to : Verdict.values()) {
                row.put(
                        to,
                        all.stream()
                                .filter(it -> it.isBot == ofBots && it.from == from && it.to == to)
                                .count());
            }
            counts.put(from, row);
        }
        return counts;
    }

    private static List<Changed> farthest(List<Changed> all) {
        return all.stream()
                .filter(each -> each.from != each.to)
                .sorted(
                        Comparator.comparingDouble(
                                each -> -Math.abs(each.challenger - each.champion)))
                .limit(SHOWN)
                .toList();
    }
}
