package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.models.feature.FeatureName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private final Random random = new Random(8);

    @Test
    void aModelComesBackAsItWasWritten() {
        Model model = RandomModels.model(random, 5, 20, 6);
        Model read = valid(ModelFile.read(ModelFile.write(model))).model();

        assertThat(read.schema()).isEqualTo(model.schema());
        assertThat(read.bounds()).isEqualTo(model.bounds());
        assertThat(read.training()).isEqualTo(model.training());
        assertThat(read.link()).isEqualTo(model.link());
        for (int i = 0; i < 1_000; i++) {
            double[] row = RandomModels.row(random, 5);
            assertThat(read.score(row)).isEqualTo(model.score(row));
        }
        assertThat(ModelFile.write(read)).isEqualTo(ModelFile.write(model));
    }

    @Test
    void theFormatIsTheOneOfTheDocs() throws IOException {
        String docs = Files.readString(Path.of("../docs/models-format.md"));
        String sample =
                Pattern.compile("(?m)^\\| \\d+ \\| `([0-9a-f]+)` \\|")
                        .matcher(docs)
                        .results()
                        .map(row -> row.group(1))
                        .collect(Collectors.joining());
        byte[] file = ModelFile.write(sample(Schema.TABLE, 0, List.of("age", "rate")));

        assertThat(HexFormat.of().formatHex(file)).isEqualTo(sample);
        assertThat(docs).contains("`" + ModelFile.version(file) + "`");
    }

    @Test
    void theVersionIsOfTheWholeFile() {
        byte[] file = ModelFile.write(sample(Schema.TABLE, 0, List.of("age", "rate")));
        byte[] other = ModelFile.write(sample(Schema.TABLE, 0, List.of("age", "rats")));

        assertThat(valid(ModelFile.read(file)).version()).isEqualTo(ModelFile.version(file));
        assertThat(ModelFile.version(other)).isNotEqualTo(ModelFile.version(file));
    }

    @Test
    void decisionsTakeTheFeaturesThatTheyHave() {
        int now = FeatureName.schema().version();
        List<String> known = List.of("account_rate_10s", "quantity");

        assertThat(forDecisions(Schema.FAIRGATE, now, known)).isInstanceOf(ModelFile.Valid.class);
        assertThat(why(forDecisions(Schema.TABLE, 0, known)))
                .isEqualTo("This model is for a table of its own and not for decisions.");
        assertThat(why(forDecisions(Schema.FAIRGATE, now + 1, known)))
                .isEqualTo(
                        "This model wants features of version %d, and decisions have version %d:"
                                        .formatted(now + 1, now)
                                + " train it anew.");
        assertThat(why(forDecisions(Schema.FAIRGATE, now, List.of("quantity", "shoe_size"))))
                .isEqualTo("This model wants a feature that there is not: 'shoe_size'.");
    }

    @Test
    void whatIsRefusedStaysRefusedForDecisions() {
        ModelFile.Reading refused = ModelFile.read(new byte[0]);

        assertThat(refused.forDecisions()).isEqualTo(refused);
    }

    @Test
    void readsFromDisk(@TempDir Path folder) throws IOException {
        byte[] file = ModelFile.write(RandomModels.model(random, 5, 20, 6));
        Path path = Files.write(folder.resolve("model.fgm"), file);

        assertThat(valid(ModelFile.read(path)).version()).isEqualTo(ModelFile.version(file));
    }

    @Test
    void doesNotWriteWhatCouldNotBeReadAgain() {
        Model huge = RandomModels.model(RandomModels.full(20), 0);

        assertThatThrownBy(() -> ModelFile.write(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grow fewer or smaller trees");
    }

    @Test
    void aModelHasNoRemarksThatAFileCannotHold() {
        assertThatThrownBy(() -> remarked(Map.of("a".repeat(65), "text")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> remarked(Map.of("name", "x".repeat(4_097))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> remarked(Map.of("name", "half a pair \ud83d")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> remarked(Map.of("name", "bell \u0007")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(remarked(Map.of("name", "für Käufer 🎟")).training())
                .containsEntry("name", "für Käufer 🎟");
    }

    private static ModelFile.Reading forDecisions(String kind, int version, List<String> inputs) {
        return ModelFile.read(ModelFile.write(sample(kind, version, inputs))).forDecisions();
    }

    private static Model sample(String kind, int version, List<String> inputs) {
        return model(new Schema(kind, version, inputs), Map.of("seed", "8"));
    }

    private static Model remarked(Map<String, String> training) {
        Schema schema = new Schema(Schema.TABLE, 0, List.of("age", "rate"));
        Model model = model(schema, training);
        return valid(ModelFile.read(ModelFile.write(model))).model();
    }

    private static Model model(Schema schema, Map<String, String> training) {
        Trees trees =
                new Trees(
                        2,
                        new int[] {0, 3},
                        new int[] {1, Trees.LEAF, Trees.LEAF, Trees.LEAF},
                        new double[] {2.5, -0.5, 1, 0.25},
                        new int[] {1, 0, 0, 0},
                        new int[] {2, 0, 0, 0},
                        new int[] {10, 7, 3, 10});
        return new Model(
                Model.Link.LOGISTIC,
                schema,
                trees,
                -1,
                new Calibration(new double[] {0.25, 0.75}, new double[] {0, 1}),
                new Bounds(0.5, 0.9),
                training);
    }

    private static ModelFile.Valid valid(ModelFile.Reading reading) {
        assertThat(reading).isInstanceOf(ModelFile.Valid.class);
        return (ModelFile.Valid) reading;
    }

    private static String why(ModelFile.Reading reading) {
        assertThat(reading).isInstanceOf(ModelFile.Refused.class);
        return ((ModelFile.Refused) reading).why();
    }
}
