package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.scoring.Bounds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How many people a model may harm.
///
/// @param challenge share of people who may be challenged or blocked, 0 to 1
/// @param block share of people who may be blocked, not above `challenge`
/// @param challengeFrom no score below is challenged, whatever the budget allows
/// @param blockFrom no score below is blocked; 1: none
public record Budget(double challenge, double block, double challengeFrom, double blockFrom) {

    /// One person in fifty challenged, one in a thousand blocked.
    public static final Budget STANDARD = new Budget(0.02, 0.001, 0, 0);

    /// Never, as no score is 1.
    static final double NEVER = 1;

    /// Checks the order.
    public Budget {
        if (!(block >= 0 && block <= challenge && challenge <= 1)) {
            throw new IllegalArgumentException("0 <= block budget <= challenge budget <= 1");
        }
        if (!(isShare(challengeFrom) && isShare(blockFrom))) {
            throw new IllegalArgumentException("least scores are from 0 to 1");
        }
    }

    /// One without least scores.
    Budget(double challenge, double block) {
        this(challenge, block, 0, 0);
    }

    private static boolean isShare(double score) {
        return score >= 0 && score <= 1;
    }

    /// The lowest thresholds that keep it, on people that the model was not made of. A threshold is
    /// a score that somebody has; where none keeps the budget it is 1, which nobody reaches.
    Bounds bounds(Scored scored) {
        double challenging = Math.max(challengeFrom, lowest(scored, challenge));
        double blocking = Math.max(blockFrom, lowest(scored, block));
        return new Bounds(challenging, Math.max(challenging, blocking));
    }

    private static double lowest(Scored scored, double budget) {
        int[] people =
                IntStream.range(0, scored.rows())
                        .filter(i -> !scored.isBot()[i])
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scored.score()[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        if (people.length == 0) {
            return NEVER;
        }
        double all = Arrays.stream(people).mapToDouble(i -> scored.weight()[i]).sum();
        double reached = 0;
        for (int person : people) {
            reached += scored.weight()[person];
            if (reached > budget * all) {
                return justAbove(scored, scored.score()[person]);
            }
        }
        return 0;
    }

    /// The lowest score that is higher than that of whom the budget does not cover.
    private static double justAbove(Scored scored, double score) {
        return Arrays.stream(scored.score()).filter(other -> other > score).min().orElse(NEVER);
    }
}
