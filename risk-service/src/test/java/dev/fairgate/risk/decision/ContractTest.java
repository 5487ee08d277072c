package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.JsonSlice;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden samples, read and written back by this side of the contract.
class ContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");

    @ParameterizedTest
    @ValueSource(strings = {"assessment", "assessment-challenge"})
    void writesBackTheDecisionItRead(String name) throws IOException {
        String golden = golden(name);

        String written = DecisionJson.write(DecisionJson.read(golden));

        assertThat(tree(written)).isEqualTo(tree(golden));
        assertValid(name, written);
    }

    @Test
    void writesBackEveryItemOfABatch() throws IOException {
        JsonNode items = tree(golden("assessment-batch")).get("items");

        for (JsonNode item : items) {
            if (item.has("decision")) {
                String decision = item.get("decision").toString();
                assertThat(tree(DecisionJson.write(DecisionJson.read(decision))))
                        .isEqualTo(item.get("decision"));
            } else {
                Problem problem =
                        Problem.invalidRequest("clientAddress: not an IPv4 or IPv6 address");
                assertThat(tree(Problems.text(problem))).isEqualTo(item.get("problem"));
            }
        }
        assertThat(items.size()).isEqualTo(4);
    }

    @Test
    void readsTheGoldenRequestWhole() throws IOException {
        JsonNode golden = tree(golden("assessment-request"));

        AssessmentRequest request = AssessmentReader.read(fields(golden("assessment-request")));

        assertThat(request.requestId()).isEqualTo(golden.get("requestId").stringValue());
        assertThat(request.saleId()).isEqualTo("demo");
        assertThat(request.termsVersion()).isEqualTo(3);
        assertThat(request.accountId()).isEqualTo("alice");
        assertThat(request.registeredAt()).contains(Instant.parse("2026-01-10T08:00:00Z"));
        assertThat(request.clientAddress().text()).isEqualTo("192.0.2.17");
        assertThat(request.deviceId()).contains("q3J9-device_1");
        assertThat(request.userAgent()).contains("Mozilla/5.0");
        assertThat(request.headerNames()).containsExactly("Host", "User-Agent", "Accept");
        assertThat(request.quantity()).isEqualTo(1);
        assertThat(request.response().orElseThrow().response()).isEqualTo("k7fq3m");
        assertThat(request.now()).isEqualTo(Instant.parse("2026-11-22T16:00:00.120Z"));
        assertThat(tree(((Telemetry.Sent) request.telemetry()).json()))
                .isEqualTo(golden.get("telemetry"));
    }

    @Test
    void readsTheGoldenBatch() throws IOException {
        JsonFields batch = fields(golden("assessment-batch-request"));

        List<JsonSlice> items = batch.value("items").orElseThrow().items("items", 256);
        List<JsonSlice> ended = batch.value("finished").orElseThrow().items("finished", 256);

        assertThat(AssessmentReader.read(JsonFields.of("", items.getFirst())).accountId())
                .isEqualTo("alice");
        assertThat(Finished.read(JsonFields.of("finished[0].", ended.getFirst())))
                .isEqualTo(new Finished("01KAPZ9DZXAAAAAAAAAAAAAAAA", "bob", "demo", 201));
    }

    @Test
    void noticesADecisionThatBreaksItsSchema() throws IOException {
        String broken = golden("assessment").replace("\"proceed\"", "\"maybe\"");

        assertThat(schema("assessment").validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    private static void assertValid(String name, String json) throws IOException {
        assertThat(schema(name).validate(json, InputFormat.JSON)).isEmpty();
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(CONTRACT.resolve("schema/" + name + ".schema.json")),
                        InputFormat.JSON);
    }

    private static JsonFields fields(String json) {
        return JsonFields.ofBody(json.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    private static String golden(String name) throws IOException {
        return Files.readString(CONTRACT.resolve(name + ".json"));
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
