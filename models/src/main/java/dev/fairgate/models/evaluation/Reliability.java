package dev.fairgate.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Whether probabilities are what they say: of rows at 0.3, three in ten should be bots.
///
/// @param bins up to ten, of about as many rows each, from the lowest scores to the highest
/// @param brier the mean square of how far probabilities are from labels; 0 is perfect
/// @param error the mean distance between said and seen over the bins, by their rows (ECE)
public record Reliability(List<Bin> bins, double brier, double error) {

    private static final int BINS = 10;

    /// Rows of like scores.
    ///
    /// @param said their mean score
    /// @param seen how many of them are bots
    public record Bin(double said, Wilson seen) {}

    /// Copies the bins.
    public Reliability {
        bins = List.copyOf(bins);
    }

    /// Of probabilities.
    public static Reliability of(Scored scored) {
        int[] order =
                IntStream.range(0, scored.rows())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> scored.score()[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Bin> bins = new ArrayList<>();
        double distance = 0;
        double weights = 0;
        for (int from = 0, bin = 1; from < order.length; bin++) {
            int to = Math.max(from, (int) ((long) order.length * bin / BINS));
            while (to > from && to < order.length && isTie(scored, order[to - 1], order[to])) {
                to++;
            }
            if (to > from) {
                Sum sum = Sum.of(scored, order, from, to);
                bins.add(sum.bin());
                distance += Math.abs(sum.said - sum.bots);
                weights += sum.weight;
                from = to;
            }
        }
        return new Reliability(bins, brier(scored), weights == 0 ? 0 : distance / weights);
    }

    private static boolean isTie(Scored scored, int one, int other) {
        return scored.score()[one] == scored.score()[other];
    }

    private static double brier(Scored scored) {
        double squares = 0;
        double weights = 0;
        for (int i = 0; i < scored.rows(); i++) {
            double off = scored.score()[i] - (scored.isBot()[i] ? 1 : 0);
            squares += scored.weight()[i] * off * off;
            weights += scored.weight()[i];
        }
        return weights == 0 ? 0 : squares / weights;
    }

    private record Sum(double said, double bots, double weight, double squares) {

        static Sum of(Scored scored, int[] order, int from, int to) {
            double said = 0;
            double bots = 0;
            double weight = 0;
            double squares = 0;
            for (int i = from; i < to; i++) {
                double counts = scored.weight()[order[i]];
                said += counts * scored.score()[order[i]];
                bots += scored.isBot()[order[i]] ? counts : 0;
                weight += counts;
                squares += counts * counts;
            }
            return new Sum(said, bots, weight, squares);
        }

        Bin bin() {
            return new Bin(said / weight, Wilson.weighted(bots, weight, squares));
        }
    }
}
