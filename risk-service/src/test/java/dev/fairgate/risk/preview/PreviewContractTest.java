package dev.fairgate.risk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.SecondOpinion.Response;
import dev.fairgate.risk.decision.SecondOpinion.Standing;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.preview.Incumbent.State;
import dev.fairgate.risk.preview.PreviewReader.Wish;
import dev.fairgate.risk.preview.Side.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What is read and written about previews, against the golden samples.
class PreviewContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final Disposition PROCEED = Disposition.PROCEED;
    private static final Disposition CHALLENGE = Disposition.CHALLENGE;

    @Test
    void writesAPreviewAsTheSampleDoes() throws IOException {
        String json = PreviewJson.write("q3J9AAAAAAAAAAAAAAAAAA", report());

        assertThat(JsonMapper.shared().readTree(json))
                .isEqualTo(JsonMapper.shared().readTree(golden("policy-preview")));
        assertValid("policy-preview", json);
    }

    @Test
    void readsAQuestionAsTheSampleAsksIt() throws IOException {
        String question = golden("policy-preview-request");
        String document = Documents.of(9, 9, 9);
        State current =
                new State(
                        Documents.read(document, Preset.NORMAL, 7),
                        document.getBytes(StandardCharsets.UTF_8),
                        Preset.STRICT,
                        Optional.empty());

        Wish wish =
                PreviewReader.read(
                        JsonFields.ofBody(question.getBytes(StandardCharsets.UTF_8), Set.of()),
                        current);

        assertValid("policy-preview-request", question);
        assertThat(wish)
                .isInstanceOfSatisfying(
                        Wish.Preview.class,
                        preview -> {
                            assertThat(preview.window()).isEqualTo(Window.newest(200_000));
                            assertThat(preview.candidate().model()).hasValue("m-0f8d2c6b1a9e4735");
                            assertThat(preview.candidate().policy().thresholds())
                                    .hasValueSatisfying(
                                            own -> assertThat(own.challenge()).isEqualTo(0.6));
                        });
    }

    /// A thousand decisions: a hundred people on phones are challenged who were not, and ten bots.
    private static Report report() {
        Tally tally = new Tally();
        for (int i = 0; i < 1_000; i++) {
            boolean mobile = i < 400;
            boolean flips = i < 100 || i >= 990;
            Disposition after = flips ? CHALLENGE : PROCEED;
            Result before = new Result(PROCEED, PROCEED, true, 0.125, PROCEED, CHALLENGE);
            Result then =
                    new Result(
                            after,
                            i == 500 ? CHALLENGE : after,
                            true,
                            flips ? 0.75 : 0.125,
                            PROCEED,
                            CHALLENGE);
            Boolean bot = i < 20 ? Boolean.FALSE : i >= 985 ? Boolean.TRUE : null;
            tally.add(logged(mobile), before, then, bot, i != 7);
        }
        return new Report(
                7,
                Optional.of(Instant.parse("2026-11-23T10:00:00.250Z")),
                Optional.of(Instant.parse("2026-11-23T10:20:00Z")),
                tally,
                3,
                new Gaps(12, 1, 1, Set.of("0123456789ab"), Set.of()));
    }

    private static Logged logged(boolean mobile) {
        double[] row = FeatureName.schema().absentRow();
        return new Logged(
                0,
                0,
                new Standing("demo", false, false, Response.NONE, false, 1, Treatment.USUAL),
                new long[Logged.NAMES],
                new int[Logged.NAMES],
                new Logged.Limits((short) 0, (short) 0, (short) 0),
                PackedRow.pack(row),
                Slice.maskOf(mobile ? "mobile" : "access", !mobile, mobile ? true : null, row),
                new Logged.Said(PROCEED, 0.125, false, null, 7));
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
