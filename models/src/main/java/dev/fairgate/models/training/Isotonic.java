package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.scoring.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds which probability stands behind what a model says, on rows that it was not grown of: the
/// nearest function that never falls (isotonic regression by pooling adjacent violators), with
/// straight lines between the middles of its steps, so that rows of unlike rank keep unlike scores
/// (centred isotonic regression, A. P. Oron and N. Flournoy, 2017).
///
/// Labels count as a little less than sure, 1/(n+2) from 0 and 1 for n rows of their kind (J.
/// Platt, 1999): ten bots at the top are no proof that there is never a person. Probabilities stay
/// within 0.0001 and 0.9999.
final class Isotonic {

    private static final int MOST_POINTS = 256;
    private static final double LEAST = 1e-4;
    private static final double MOST = 1 - LEAST;

    /// By how much the ends go on rising, beyond the middles of the outermost steps.
    private static final double TIP = 1e-4;

    private Isotonic() {}

    /// @param said rows that the model was not grown of, with what it says, in [0, 1]
    static Calibration of(Scored said) {
        List<Step> steps = new ArrayList<>();
        for (Step row : rows(said)) {
            Step last = row;
            while (!steps.isEmpty() && steps.getLast().value() >= last.value()) {
                last = steps.removeLast().with(last);
            }
            steps.add(last);
        }
        reduce(steps);
        return calibration(steps);
    }

    /// Rows pooled.
    ///
    /// @param weight of them
    /// @param said sum of what the model says, by weight
    /// @param bots sum of their labels, by weight
    private record Step(double weight, double said, double bots) {

        double value() {
            return bots / weight;
        }

        double middle() {
            return said / weight;
        }

        Step with(Step next) {
            return new Step(weight + next.weight, said + next.said, bots + next.bots);
        }
    }

    /// One for each thing said, in its order.
    private static List<Step> rows(Scored said) {
        double ofBots = 1 - 1.0 / (said.bots() + 2);
        double ofPeople = 1.0 / (said.people() + 2);
        int[] order =
                IntStream.range(0, said.rows())
                        .filter(i -> said.weight()[i] > 0)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> said.score()[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Step> rows = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            double weight = said.weight()[row];
            double label = said.isBot()[row] ? ofBots : ofPeople;
            Step step = new Step(weight, weight * said.score()[row], weight * label);
            boolean isTie = i > 0 && said.score()[row] == said.score()[order[i - 1]];
            rows.add(isTie ? rows.removeLast().with(step) : step);
        }
        return rows;
    }

    /// Joins the two neighbours of nearest probability until there are few enough.
    private static void reduce(List<Step> steps) {
        while (steps.size() > MOST_POINTS - 2) {
            int nearest = 0;
            for (int i = 1; i + 1 < steps.size(); i++) {
                if (gap(steps, i) < gap(steps, nearest)) {
                    nearest = i;
                }
            }
            steps.set(nearest, steps.get(nearest).with(steps.remove(nearest + 1)));
        }
    }

    private static double gap(List<Step> steps, int at) {
        return steps.get(at + 1).value() - steps.get(at).value();
    }

    private static Calibration calibration(List<Step> steps) {
        List<double[]> points = new ArrayList<>();
        for (Step step : steps) {
            double middle = step.middle();
            if (points.isEmpty() || middle > points.getLast()[0]) {
                points.add(new double[] {middle, clipped(step.value())});
            }
        }
        double[] first = points.getFirst();
        double[] last = points.getLast();
        if (first[0] > 0) {
            points.addFirst(new double[] {0, clipped(first[1] - TIP)});
        }
        if (last[0] < 1) {
            points.add(new double[] {1, clipped(last[1] + TIP)});
        }
        return new Calibration(
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private static double clipped(double probability) {
        return Math.clamp(probability, LEAST, MOST);
    }
}
