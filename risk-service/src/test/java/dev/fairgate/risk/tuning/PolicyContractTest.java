package dev.fairgate.risk.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.policy.Fault;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.tuning.Tuned.Unconfirmed;
import dev.fairgate.risk.tuning.Version.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Samples of the policy's calls, written by this code.
class PolicyContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");

    private static final Instant UNTIL = Instant.parse("2026-11-23T10:30:00.125Z");
    private static final Version ACTIVE =
            new Version(
                    8,
                    Kind.PATCH,
                    Preset.NORMAL,
                    "boss",
                    Instant.parse("2026-11-23T10:00:00.125Z"),
                    "a wave of new accounts",
                    "{}");
    private static final Version BEFORE =
            new Version(
                    7,
                    Kind.PRESET,
                    Preset.NORMAL,
                    "boss",
                    Instant.parse("2026-11-23T09:00:00Z"),
                    "",
                    "{\"thresholds\":{\"challenge\":0.6},\"honeypots\":[\"trap\"]}");

    @Test
    void writesAVersionAsTheSample() throws IOException {
        assertWritten("policy-version", VersionJson.one(ACTIVE, Optional.of(UNTIL)));
    }

    @Test
    void writesAPageAsTheSample() throws IOException {
        Tuned tuned =
                new Tuned(
                        List.of(ACTIVE, BEFORE),
                        List.of(),
                        Optional.empty(),
                        Optional.of(new Unconfirmed(8, UNTIL, "{}", Preset.NORMAL)));

        assertWritten(
                "policy-version-list", VersionJson.list(List.of(ACTIVE, BEFORE), tuned, true));
    }

    @Test
    void writesDifferencesAsTheSample() throws IOException {
        Version strict =
                new Version(
                        9,
                        Kind.PRESET,
                        Preset.STRICT,
                        "boss",
                        UNTIL,
                        "",
                        "{\"thresholds\":{\"challenge\":0.5},\"exploration\":{\"share\":0.01}}");

        assertWritten(
                "policy-diff",
                VersionJson.diff(
                        BEFORE, strict, Difference.between(BEFORE.document(), strict.document())));
    }

    @Test
    void writesRefusalsAsTheSamples() throws IOException {
        assertWritten(
                "problem-policy-refused",
                TuningProblems.faultyJson(
                        List.of(
                                new Fault(
                                        "/thresholds/block",
                                        "must be over 0 and not below challenge"))));
        assertWritten("problem-preview-required", TuningProblems.previewRequiredJson(0.2, 0.05));
    }

    @Test
    void readsTheSampleOfAComment() throws IOException {
        String sample = golden("policy-comment-request");
        assertValid("policy-comment-request", sample);
        assertThat(
                        JsonFields.ofBody(sample.getBytes(StandardCharsets.UTF_8), Set.of())
                                .optionalText("comment", 200))
                .contains("an attack since 10:00");
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
