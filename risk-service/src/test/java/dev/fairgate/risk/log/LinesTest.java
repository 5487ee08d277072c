package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.log.Line.Became;
import dev.fairgate.risk.log.Line.Decided;
import dev.fairgate.risk.log.Line.Gap;
import dev.fairgate.risk.outcome.Outcome;
import dev.fairgate.risk.policy.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is written, held against `docs/contract`.
class LinesTest {

    private static final String SCHEMA = schemaText();
    private static final Decided FULL =
            Decided.of(Decisions.request(), Decisions.LIMITS, Decisions.challenge());
    private static final Decided SPARSE =
            Decided.of(Decisions.request(), List.of(), Decisions.proceed());

    private static final Became BECAME =
            new Became(
                    "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                    Outcome.PAID,
                    Instant.parse("2026-11-22T16:01:30Z"),
                    "alice",
                    "demo",
                    Instant.parse("2026-11-22T16:01:30.250Z"));
    private static final Became BECAME_SPARSE =
            new Became(
                    "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                    Outcome.REFUND_DUE,
                    Decisions.NOW,
                    null,
                    null,
                    Decisions.NOW);

    @Test
    void writesTheExamplesOfItsSchema() {
        JsonNode examples = tree(SCHEMA).get("examples");

        assertThat(tree(write(FULL))).isEqualTo(examples.get(0));
        assertThat(tree(write(new Gap(17)))).isEqualTo(examples.get(1));
        assertThat(tree(write(BECAME))).isEqualTo(examples.get(2));
        assertThat(examples.size()).isEqualTo(3);
    }

    @Test
    void writesWhatItsSchemaAllowsAndLeavesOutWhatIsNotThere() {
        assertValid(write(FULL));
        assertValid(write(SPARSE));
        assertValid(write(new Gap(1)));
        assertValid(write(BECAME));
        assertValid(write(BECAME_SPARSE));
        assertThat(tree(write(BECAME_SPARSE)).propertyNames())
                .doesNotContain("accountId", "saleId");
        assertThat(tree(write(SPARSE)).propertyNames())
                .doesNotContain("modelVersion", "retryAfterMs", "challenge");
    }

    @Test
    void noticesALineThatBreaksItsSchema() {
        assertThat(faults(write(FULL).replace("\"v\":1,", ""))).isNotEmpty();
        assertThat(faults(write(FULL).replace("alice", "203.0.113.77"))).isNotEmpty();
        assertThat(faults(write(new Gap(0)))).isNotEmpty();
        assertThat(faults(write(BECAME).replace("paid", "unpaid"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"}\n{\"v\":1,\"gap\":9}\n",
                "\r\u0000\u0001\u001b[31m\u007f\u0085\u2028\u2029",
                "\ud800 alone, \udc00\ud800 swapped, \ud83c\udf4a whole",
                "аӏісе\\\\\"\\u0000",
            })
    void keepsAnyTextInOneLineOfAscii(String text) {
        String line = write(hostile(text));

        assertThat(line).matches("[ -\u007f]*}\n");
        JsonNode read = tree(line);
        assertThat(read.get("accountId").stringValue()).isEqualTo(text);
        assertThat(read.at("/reasons/0/code").stringValue()).isEqualTo(text);
    }

    @Test
    void putsManyLinesOneBelowTheOther() {
        Lines lines = new Lines();
        lines.add(SPARSE);
        lines.add(new Gap(3));
        lines.add(BECAME);

        assertThat(lines.count()).isEqualTo(3);
        assertThat(lines.entries()).isEqualTo(2);
        assertThat(text(lines)).isEqualTo(write(SPARSE) + write(new Gap(3)) + write(BECAME));
        lines.clear();
        assertThat(lines.toBytes()).isEmpty();
        assertThat(lines.count()).isZero();
    }

    @Test
    void hasNothingOfWhatIsSecret() {
        assertThat(write(FULL) + write(SPARSE) + FULL + SPARSE)
                .doesNotContain("canary", Decisions.ADDRESS);
    }

    private static Decided hostile(String text) {
        return new Decided(
                text,
                text,
                Decisions.NOW,
                text,
                text,
                text,
                1,
                Disposition.BLOCK,
                Verdict.BLOCK,
                1,
                List.of(Reason.rule(text)),
                List.of(),
                1,
                text,
                true,
                null,
                null);
    }

    private static String write(Line line) {
        Lines lines = new Lines();
        lines.add(line);
        return text(lines);
    }

    private static String text(Lines lines) {
        return new String(lines.toBytes(), StandardCharsets.UTF_8);
    }

    private static void assertValid(String json) {
        assertThat(faults(json)).isEmpty();
    }

    private static List<Error> faults(String json) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SCHEMA, InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static String schemaText() {
        try {
            return Files.readString(Path.of("../docs/contract/schema/decision-record.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
