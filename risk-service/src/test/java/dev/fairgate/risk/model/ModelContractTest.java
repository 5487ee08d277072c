package dev.fairgate.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.model.ModelStore.Listed;
import dev.fairgate.risk.model.ModelStore.Part;
import dev.fairgate.risk.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What is written about models, against the golden samples.
class ModelContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final String CHAMPION =
            """
            {"bytes":50543,"inputs":72,"featureVersion":2,"trees":150,
             "bounds":{"challenge":0.5,"block":1.0},"training":{"kind":"gbt","rows":"24076"}}""";
    private static final String CANARY =
            """
            {"bytes":61003,"inputs":72,"featureVersion":2,"trees":200,
             "bounds":{"challenge":0.5,"block":0.98},"training":{"kind":"gbt","rows":"81230"}}""";

    @Test
    void writesAModelAsTheSampleDoes() throws IOException {
        assertWritten("model", ModelJson.one(champion()));
    }

    @Test
    void listsModelsAsTheSampleDoes() throws IOException {
        Listed canary =
                new Listed(
                        new Part("m-a6fb0f96cae3ed22", Stage.CANARY, 10),
                        14,
                        CANARY,
                        Instant.parse("2026-11-23T10:00:00.500Z"),
                        "boss",
                        "a week in shadow",
                        Optional.of(tally()));
        assertWritten("model-list", ModelJson.list(List.of(canary, champion())));
    }

    @Test
    void asksForAStageAsTheSampleDoes() throws IOException {
        assertValid("model-stage-request", golden("model-stage-request"));
    }

    private static Listed champion() {
        return new Listed(
                new Part("m-0f8d2c6b1a9e4735", Stage.CHAMPION, 0),
                12,
                CHAMPION,
                Instant.parse("2026-11-23T09:00:00.125Z"),
                "boss",
                "",
                Optional.empty());
    }

    private static Tally tally() {
        Tally tally = new Tally();
        for (int i = 0; i < 1_000; i++) {
            Verdict own = i < 8 ? Verdict.CHALLENGE : i < 10 ? Verdict.ALLOW : Verdict.CHALLENGE;
            Verdict champions = i < 8 ? Verdict.ALLOW : Verdict.CHALLENGE;
            tally.add(champions, own, i == 0 || i >= 801, 0.0125);
        }
        return tally;
    }

    private static void assertWritten(String name, String json) throws IOException {
        assertThat(JsonMapper.shared().readTree(json))
                .isEqualTo(JsonMapper.shared().readTree(golden(name)));
        assertValid(name, json);
    }

    private static void assertValid(String name, String json) throws IOException {
        String schema = Files.readString(CONTRACT.resolve("schema/" + name + ".schema.json"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema, InputFormat.JSON)
                                .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    private static String golden(String name) throws IOException {
        return Files.readString(CONTRACT.resolve(name + ".json"));
    }
}
