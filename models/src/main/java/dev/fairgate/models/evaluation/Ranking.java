package dev.fairgate.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rows from the highest score to the lowest. Rows of one score are one step: nobody can put a
/// threshold between them.
public final class Ranking {

    private static final int MOST_POINTS = 400;

    private final int[] order;
    private final boolean[] isBot;
    private final double[] weight;
    private final int[] entity;
    private final boolean[] isLastOfStep;

    private Ranking(Scored scored, int[] order) {
        int rows = order.length;
        this.order = order;
        this.isBot = new boolean[rows];
        this.weight = new double[rows];
        this.entity = new int[rows];
        this.isLastOfStep = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            isBot[i] = scored.isBot()[order[i]];
            weight[i] = scored.weight()[order[i]];
            entity[i] = scored.entity()[order[i]];
            isLastOfStep[i] =
                    i + 1 == rows || scored.score()[order[i + 1]] != scored.score()[order[i]];
        }
    }

    /// Sorts the rows.
    public static Ranking of(Scored scored) {
        int[] order =
                IntStream.range(0, scored.rows())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scored.score()[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new Ranking(scored, order);
    }

    /// A place of a threshold.
    ///
    /// @param people share of people at or above it
    /// @param bots share of bots at or above it: the recall
    /// @param precision share of bots among all at or above it
    public record Point(double people, double bots, double precision) {}

    /// The figures of all rows.
    public Measures measures() {
        return measures(null);
    }

    /// The figures where the rows of each entity come so many times.
    ///
    /// @param times by entity; null for once
    Measures measures(int @org.jspecify.annotations.Nullable [] times) {
        Sum sum = new Sum();
        double allBots = 0;
        double allPeople = 0;
        for (int i = 0; i < order.length; i++) {
            double counts = times == null ? weight[i] : weight[i] * times[entity[i]];
            allBots += isBot[i] ? counts : 0;
            allPeople += isBot[i] ? 0 : counts;
        }
        if (allBots == 0 || allPeople == 0) {
            return Measures.UNKNOWN;
        }
        for (int i = 0; i < order.length; i++) {
            double counts = times == null ? weight[i] : weight[i] * times[entity[i]];
            sum.add(isBot[i], counts);
            if (isLastOfStep[i]) {
                sum.step(allPeople);
            }
        }
        return new Measures(
                sum.area / (allBots * allPeople),
                sum.precision / allBots,
                sum.atTenth / allBots,
                sum.atOne / allBots);
    }

    /// Goes down the steps.
    private static final class Sum {
        private double bots;
        private double people;
        private double botsOfStep;
        private double peopleOfStep;
        private double area;
        private double precision;
        private double atTenth;
        private double atOne;

        void add(boolean isBot, double counts) {
            if (isBot) {
                botsOfStep += counts;
            } else {
                peopleOfStep += counts;
            }
        }

        void step(double allPeople) {
            area += peopleOfStep * (bots + botsOfStep / 2);
            bots += botsOfStep;
            people += peopleOfStep;
            if (botsOfStep > 0) {
                precision += botsOfStep * bots / (bots + people);
            }
            if (people <= Measures.TENTH * allPeople) {
                atTenth = bots;
            }
            if (people <= Measures.ONE * allPeople) {
                atOne = bots;
            }
            botsOfStep = 0;
            peopleOfStep = 0;
        }
    }

    /// Where thresholds can stand, from above all rows down to below all: at most some 400, those
    /// that are left out lying close to others.
    public List<Point> points() {
        double allBots =
                IntStream.range(0, order.length)
                        .filter(i -> isBot[i])
                        .mapToDouble(i -> weight[i])
                        .sum();
        double allPeople =
                IntStream.range(0, order.length)
                        .filter(i -> !isBot[i])
                        .mapToDouble(i -> weight[i])
                        .sum();
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0, 1));
        double bots = 0;
        double people = 0;
        Point last = points.getFirst();
        for (int i = 0; i < order.length; i++) {
            bots += isBot[i] ? weight[i] : 0;
            people += isBot[i] ? 0 : weight[i];
            if (isLastOfStep[i]) {
                Point point = new Point(people / allPeople, bots / allBots, bots / (bots + people));
                double away =
                        Math.abs(point.people - last.people) + Math.abs(point.bots - last.bots);
                if (away >= 2.0 / MOST_POINTS || i + 1 == order.length) {
                    points.add(point);
                    last = point;
                }
            }
        }
        return points;
    }
}
