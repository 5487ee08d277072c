package dev.fairgate.models.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What a threshold at some score costs: people who are met by it, bots who are not.
///
/// @param bound the threshold
/// @param people share of people at or above it
/// @param botsThrough share of bots below it
public record Trade(double bound, double people, double botsThrough) {

    private static final int STEPS = 60;

    /// At scores from the lowest to the highest, closer to each other where few people are left.
    public static List<Trade> along(Scored scored) {
        double[] people =
                IntStream.range(0, scored.rows())
                        .filter(i -> !scored.isBot()[i])
                        .mapToDouble(i -> scored.score()[i])
                        .sorted()
                        .toArray();
        if (people.length == 0) {
            return List.of();
        }
        return DoubleStream.iterate(0, i -> i < STEPS, i -> i + 1)
                .map(i -> Math.pow(people.length, -i / (STEPS - 1)))
                .map(share -> people[people.length - (int) Math.ceil(share * people.length)])
                .distinct()
                .mapToObj(bound -> at(scored, bound))
                .toList();
    }

    private static Trade at(Scored scored, double bound) {
        return new Trade(
                bound,
                scored.reached(bound, false).share(),
                1 - scored.reached(bound, true).share());
    }
}
