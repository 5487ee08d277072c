package dev.fairgate.models.scoring;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A trained classifier, as numbers. Immutable.
public final class Model {

    private static final int MOST_REMARKS = 256;
    private static final int LONGEST_REMARK = 4_096;

    private final Link link;
    private final Schema schema;
    private final Trees trees;
    private final double base;
    private final Calibration calibration;
    private final Bounds bounds;
    private final SortedMap<String, String> training;

    /// What the sum of the trees means.
    public enum Link {
        /// Boosted trees: log-odds go through the logistic function, 1 / (1 + e^-x).
        LOGISTIC,
        /// A forest: already a probability.
        IDENTITY
    }

    /// @param base added to the sum of the trees
    /// @param calibration from what the link makes of that, in [0, 1], to the score
    /// @param bounds chosen in training for a budget of people challenged and blocked
    /// @param training how it came about and what was measured: at most 256 names of
    ///      `[A-Za-z0-9_. -]{1,64}` and texts of at most 4,096 characters, without control
    /// characters
    ///      but line feeds
    public Model(
            Link link,
            Schema schema,
            Trees trees,
            double base,
            Calibration calibration,
            Bounds bounds,
            Map<String, String> training) {
        if (schema.inputs().size() != trees.inputs() || !Double.isFinite(base)) {
            throw new IllegalArgumentException("the trees must have the inputs of the schema");
        }
        training.forEach(Model::checkRemark);
        if (training.size() > MOST_REMARKS) {
            throw new IllegalArgumentException("there are at most 256 remarks on the training");
        }
        this.link = link;
        this.schema = schema;
        this.trees = trees;
        this.base = base;
        this.calibration = calibration;
        this.bounds = bounds;
        this.training = new TreeMap<>(training);
    }

    private static void checkRemark(String name, String text) {
        boolean isText =
                text.length() <= LONGEST_REMARK
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                        && text.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c));
        if (!isText || !Schema.isName(name)) {
            throw new IllegalArgumentException(
                    "a remark on the training is a name and a short text");
        }
    }

    /// The numbers that it wants.
    public Schema schema() {
        return schema;
    }

    /// How many trees it has.
    public int size() {
        return trees.size();
    }

    /// From which score on somebody is challenged and blocked, as chosen in training.
    public Bounds bounds() {
        return bounds;
    }

    /// How it came about, in the order of names.
    public SortedMap<String, String> training() {
        return Collections.unmodifiableSortedMap(training);
    }

    /// What the trees come to, as the link makes it: in [0, 1] but not yet a probability.
    public double raw(double[] row) {
        return linked(trees.sum(row));
    }

    /// The probability that no person is behind the request.
    ///
    /// @param row as many values as the schema has inputs, in its order
    public double score(double[] row) {
        return scoreOf(trees.sum(row));
    }

    /// The score of a row of which the trees say so much.
    double scoreOf(double sum) {
        return calibration.of(linked(sum));
    }

    private double linked(double sum) {
        double says = base + sum;
        return switch (link) {
            case LOGISTIC -> 1 / (1 + Math.exp(-says));
            case IDENTITY -> says;
        };
    }

    Link link() {
        return link;
    }

    /// What scores, before link and calibration.
    public Trees trees() {
        return trees;
    }

    /// What the trees are added to.
    public double base() {
        return base;
    }

    Calibration calibration() {
        return calibration;
    }
}
