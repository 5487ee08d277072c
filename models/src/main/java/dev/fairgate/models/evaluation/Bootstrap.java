package dev.fairgate.models.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How sure figures are: entities are drawn again, with all of their rows, as many as there are.
/// Rows of one entity are alike, so drawing rows would promise too much.
///
/// The same rows and seed give the same figures, on any number of processors: each resample has a
/// generator of its own.
public final class Bootstrap {

    private static final int MOST = 1_000;
    private static final int LEAST = 100;

    /// A thousand resamples of 100,000 rows take a few seconds; of more rows, there are fewer.
    private static final long MOST_STEPS = 100_000_000;

    private final long seed;

    /// Draws from a seed.
    ///
    /// @param seed that resamples come of
    public Bootstrap(long seed) {
        this.seed = seed;
    }

    /// The figures of rankings, with intervals.
    ///
    /// @param auc see [Measures]
    /// @param precision see [Measures]
    /// @param recallAtTenth see [Measures]
    /// @param recallAtOne see [Measures]
    public record Measured(
            Interval auc, Interval precision, Interval recallAtTenth, Interval recallAtOne) {}

    /// The figures of one ranking.
    public Measured of(Scored scored) {
        return of(List.of(scored));
    }

    /// The mean figures of several rankings of rows of the same table, for example one for each
    /// part that was judged by the others; a resample is the same for all.
    public Measured of(List<Scored> all) {
        List<Ranking> rankings = all.stream().map(Ranking::of).toList();
        Measures asItIs = mean(rankings.stream().map(Ranking::measures).toList());
        Measures[] again = again(all, rankings);
        return new Measured(
                interval(asItIs, again, Measures::auc),
                interval(asItIs, again, Measures::precision),
                interval(asItIs, again, Measures::recallAtTenth),
                interval(asItIs, again, Measures::recallAtOne));
    }

    /// How much greater the area below the second ranking is than below the first.
    public Interval gain(Scored first, Scored second) {
        Ranking one = Ranking.of(first);
        Ranking two = Ranking.of(second);
        int[] present = present(List.of(first));
        double[] gains =
                resamples(2L * first.rows())
                        .mapToDouble(
                                i -> {
                                    int[] times = times(present, i);
                                    return two.measures(times).auc() - one.measures(times).auc();
                                })
                        .toArray();
        return Interval.of(two.measures().auc() - one.measures().auc(), gains);
    }

    private Measures[] again(List<Scored> all, List<Ranking> rankings) {
        int[] present = present(all);
        return resamples(all.stream().mapToLong(Scored::rows).sum())
                .mapToObj(
                        i -> {
                            int[] times = times(present, i);
                            return mean(rankings.stream().map(it -> it.measures(times)).toList());
                        })
                .toArray(Measures[]::new);
    }

    private static IntStream resamples(long rows) {
        long affordable = MOST_STEPS / Math.max(1, rows);
        return IntStream.range(0, Math.clamp(affordable, LEAST, MOST)).parallel();
    }

    private static int[] present(List<Scored> all) {
        return all.stream()
                .flatMapToInt(scored -> Arrays.stream(scored.entity()))
                .distinct()
                .sorted()
                .toArray();
    }

    /// How often each entity comes in a resample, by its number.
    private int[] times(int[] present, int resample) {
        int[] times = new int[present[present.length - 1] + 1];
        SplittableRandom random = new SplittableRandom(seed * 31 + resample);
        for (int i = 0; i < present.length; i++) {
            times[present[random.nextInt(present.length)]]++;
        }
        return times;
    }

    private static Measures mean(List<Measures> all) {
        return new Measures(
                mean(all, Measures::auc),
                mean(all, Measures::precision),
                mean(all, Measures::recallAtTenth),
                mean(all, Measures::recallAtOne));
    }

    /// Of the rankings that can tell: a part may be without bots in a resample.
    private static double mean(List<Measures> all, ToDoubleFunction<Measures> figure) {
        return all.stream()
                .mapToDouble(figure)
                .filter(it -> !Double.isNaN(it))
                .average()
                .orElse(Double.NaN);
    }

    private static Interval interval(
            Measures asItIs, Measures[] again, ToDoubleFunction<Measures> figure) {
        return Interval.of(
                figure.applyAsDouble(asItIs), Arrays.stream(again).mapToDouble(figure).toArray());
    }
}
