package dev.fairgate.models.scoring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Signal;
import dev.fairgate.models.training.Flattened;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.slf4j.LoggerFactory;
import smile.classification.GradientTreeBoost;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;

/// One row through 200 boosted trees of 30 features, 6 deep: as Smile does it and as we do, and
/// what reasons cost.
@State(Scope.Thread)
public class TreesBenchmark {

    static {
        // To Smile every tree is worth a line.
        ((Logger) LoggerFactory.getLogger("smile")).setLevel(Level.WARN);
    }

    private static final int MANY = 256;
    private static final List<FeatureName> INPUTS =
            Stream.of(FeatureName.values())
                    .filter(name -> name.feature().max() > 1)
                    .limit(30)
                    .toList();

    private final Random random = new Random(8);
    private final List<FeatureRow> features = Stream.generate(this::row).limit(MANY).toList();
    private final double[][] rows =
            features.stream().map(TreesBenchmark::inputs).toArray(double[][]::new);
    private final GradientTreeBoost smile = trained();
    private final List<Tuple> tuples =
            Arrays.stream(rows).map(row -> Tuple.of(smile.schema(), row)).toList();
    private final Model model = model(Flattened.of(smile));
    private final byte[] file = ModelFile.write(model);
    private final Scorer scorer = new Scorer(new ModelFile.Valid(model, ModelFile.version(file)));
    private final Shap shap = new Shap(Flattened.of(smile).trees());
    private final double[] both = new double[2];
    private final double[] bySignal = new double[Signal.values().length];
    private int next;

    /// Smile's own.
    @Benchmark
    public double smile() {
        smile.predict(tuples.get(next++ & MANY - 1), both);
        return both[1];
    }

    /// The same number of the same trees.
    @Benchmark
    public double raw() {
        return model.raw(rows[next++ & MANY - 1]);
    }

    /// Calibrated, from a row as decisions have it.
    @Benchmark
    public double score() {
        return scorer.score(features.get(next++ & MANY - 1));
    }

    /// Reasons along the paths.
    @Benchmark
    public double[] attribute() {
        scorer.attribute(features.get(next++ & MANY - 1), bySignal);
        return bySignal;
    }

    /// Exact reasons.
    @Benchmark
    public double[] explain() {
        return shap.contributions(rows[next++ & MANY - 1]);
    }

    /// The file of the model, checked and read.
    @Benchmark
    public ModelFile.Reading read() {
        return ModelFile.read(file);
    }

    private FeatureRow row() {
        double[] values =
                Stream.of(FeatureName.values())
                        .map(FeatureName::feature)
                        .mapToDouble(it -> random.nextDouble(it.min(), it.max()))
                        .toArray();
        return FeatureRow.of(values);
    }

    private static double[] inputs(FeatureRow row) {
        return INPUTS.stream().mapToDouble(row::get).toArray();
    }

    private GradientTreeBoost trained() {
        double[][] some =
                Stream.generate(this::row)
                        .limit(5_000)
                        .map(TreesBenchmark::inputs)
                        .toArray(double[][]::new);
        int[] labels = Arrays.stream(some).mapToInt(this::label).toArray();
        DataFrame table =
                DataFrame.of(some, names().toArray(String[]::new))
                        .add(new IntVector("label", labels));
        var options = new GradientTreeBoost.Options(200, 6, 64, 5, 0.1, 0.7, null, null);
        return GradientTreeBoost.fit(Formula.lhs("label"), table, options);
    }

    private static List<String> names() {
        return INPUTS.stream().map(name -> name.feature().name()).toList();
    }

    /// Something to learn, and noise.
    private int label(double[] row) {
        double evidence =
                IntStream.range(0, row.length)
                        .mapToDouble(i -> row[i] > INPUTS.get(i).feature().max() / 2 ? i : -i)
                        .sum();
        return evidence + 40 * random.nextGaussian() > 60 ? 1 : 0;
    }

    private static Model model(Flattened flat) {
        double[] steps = IntStream.range(0, 50).mapToDouble(i -> i / 50.0).toArray();
        return new Model(
                flat.link(),
                new Schema(Schema.FAIRGATE, FeatureName.schema().version(), flat.inputs()),
                flat.trees(),
                flat.base(),
                new Calibration(steps, steps),
                new Bounds(0.5, 0.9),
                Map.of());
    }
}
