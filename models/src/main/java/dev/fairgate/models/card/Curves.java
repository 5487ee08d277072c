package dev.fairgate.models.card;

import dev.fairgate.models.card.Pictures.Caption;
import dev.fairgate.models.card.Pictures.Line;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Ranking;
import dev.fairgate.models.evaluation.Ranking.Point;
import dev.fairgate.models.evaluation.Reliability.Bin;
import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.evaluation.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The pictures of an evaluation.
final class Curves {

    private static final int BINS = 20;
    private static final double LEAST = 1e-4;

    private Curves() {}

    static String roc(Evaluation evaluation) {
        List<Point> points = Ranking.of(evaluation.scored()).points();
        return Pictures.shares(
                new Caption(
                        "roc",
                        "ROC curve, area %.3f".formatted(evaluation.measured().auc().value()),
                        "people reached",
                        "bots reached"),
                List.of(
                        level("guessing", new double[] {0, 1}, new double[] {0, 1}),
                        line("model", points, Point::people, Point::bots)));
    }

    static String precision(Evaluation evaluation) {
        List<Point> points = Ranking.of(evaluation.scored()).points();
        double base = points.getLast().precision();
        return Pictures.shares(
                new Caption(
                        "precision",
                        "Precision by recall, average %.3f"
                                .formatted(evaluation.measured().precision().value()),
                        "bots reached",
                        "bots among those reached"),
                List.of(
                        level("guessing", new double[] {0, 1}, new double[] {base, base}),
                        line("model", points, Point::bots, Point::precision)));
    }

    static String calibration(Evaluation evaluation) {
        List<Bin> bins = evaluation.reliability().bins();
        double[] said = bins.stream().mapToDouble(Bin::said).toArray();
        double[] seen = bins.stream().mapToDouble(bin -> bin.seen().share()).toArray();
        double most = most(said, seen);
        return Pictures.square(
                new Caption(
                        "calibration",
                        "Calibration, off by %.3f".formatted(evaluation.reliability().error()),
                        "said",
                        "seen"),
                List.of(
                        level("agreement", new double[] {0, most}, new double[] {0, most}),
                        new Line("model", said, seen, Colour.PEOPLE, false, true)),
                most);
    }

    /// The next twentieth above all of them, at most 1.
    private static double most(double[]... shares) {
        double most = Arrays.stream(shares).flatMapToDouble(Arrays::stream).max().orElse(1);
        return Math.clamp(Math.ceil(most * BINS + 0.2) / BINS, 1.0 / BINS, 1);
    }

    static String scores(Evaluation evaluation) {
        List<String> names = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            names.add(String.format(Locale.ROOT, "%.2f", (double) bin / BINS));
        }
        return Pictures.bars(
                new Caption("scores", "Scores of people and of bots", "probability", "% of each"),
                names,
                shares(evaluation.scored(), false),
                shares(evaluation.scored(), true));
    }

    private static List<Double> shares(Scored scored, boolean ofBots) {
        double[] weights = new double[BINS];
        double all = 0;
        for (int i = 0; i < scored.rows(); i++) {
            if (scored.isBot()[i] == ofBots) {
                int bin = Math.clamp((int) (scored.score()[i] * BINS), 0, BINS - 1);
                weights[bin] += scored.weight()[i];
                all += scored.weight()[i];
            }
        }
        List<Double> shares = new ArrayList<>();
        for (double weight : weights) {
            shares.add(all == 0 ? 0 : 100 * weight / all);
        }
        return shares;
    }

    static String trades(Evaluation evaluation) {
        double[] bounds =
                evaluation.trades().stream()
                        .mapToDouble(trade -> Math.max(LEAST, trade.bound()))
                        .toArray();
        return Pictures.smallShares(
                new Caption(
                        "trades", "People met and bots let through by threshold", "threshold", "%"),
                List.of(
                        trade("people met", bounds, evaluation, Trade::people, Colour.PEOPLE),
                        trade(
                                "bots through",
                                bounds,
                                evaluation,
                                Trade::botsThrough,
                                Colour.BOTS)));
    }

    private static Line trade(
            String name,
            double[] bounds,
            Evaluation evaluation,
            ToDoubleFunction<Trade> share,
            Colour colour) {
        double[] percent =
                evaluation.trades().stream()
                        .mapToDouble(trade -> 100 * share.applyAsDouble(trade))
                        .toArray();
        return new Line(name, bounds, percent, colour, false, false);
    }

    private static Line level(String name, double[] x, double[] y) {
        return new Line(name, x, y, Colour.SOFT, true, false);
    }

    private static Line line(
            String name, List<Point> points, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
        return new Line(
                name,
                points.stream().mapToDouble(x).toArray(),
                points.stream().mapToDouble(y).toArray(),
                Colour.PEOPLE,
                false,
                false);
    }
}
