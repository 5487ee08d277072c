package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.CacheControl;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the published schema and the reader together: what one of them takes the other takes, but
/// for what no schema can say.
class PolicySchemaTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String SCHEMA = text(RESOURCES.resolve("schemas/policy.json"));
    private static final Schema COMPILED =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(SCHEMA, InputFormat.JSON);

    @ParameterizedTest
    @ValueSource(strings = {"default", "strict", "limits-wide"})
    void takesTheShippedDocuments(String name) {
        assertBoth(true, text(RESOURCES.resolve("policy/" + name + ".json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mode\":\"observe\"}",
                "{\"rules\":null,\"honeypots\":null,\"failure\":null,\"guard\":null}",
                "{\"exploration\":{},\"guard\":{},\"presets\":{},\"sales\":{}}",
                "{\"sales\":{\"*\":{},\"a-*\":{\"mode\":\"observe\"},\"b\":{\"eligibility\":{}}}}",
                "{\"sales\":{\"a\":{\"thresholds\":{\"challenge\":0,\"block\":1}}}}",
                "{\"sales\":{\"a\":{\"eligibility\":{\"minAccountAgeMs\":315360000000,"
                        + "\"minPaidOrders\":1000}}}}",
                "{\"thresholds\":{\"challenge\":0.5,\"block\":0.5}}",
                "{\"rules\":[]}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"c\",\"threat\":\"OAT-021\",\"effect\":\"block\",\"expression\":\"paid"
                        + " > 3\",\"shadow\":true}]}",
                "{\"challenge\":{\"ladder\":[{\"fromScore\":0,\"kind\":\"proof_of_work\","
                        + "\"proofMaxNumber\":1},{\"fromScore\":1,\"kind\":\"image\",\"proofMaxNumber\":1}]}}",
                "{\"presets\":{\"strict\":{\"mode\":\"observe\"},\"observe\":{}}}",
                "{\"guard\":{\"mostFlips\":1,\"sample\":200000},\"exploration\":{\"share\":0.05}}",
            })
    void takesWhatIsRight(String patch) {
        assertBoth(true, patched(patch));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"mode\":null}",
                "{\"mode\":\"off\"}",
                "{\"extra\":1}",
                "{\"limits\":null}",
                "{\"limits\":{}}",
                "{\"limits\":[{}]}",
                "{\"limits\":[{\"entity\":\"account\",\"capacity\":0,\"refillTokens\":1,\"refillMs\":1,"
                        + "\"effect\":\"throttle\"}]}",
                "{\"limits\":[{\"entity\":\"account\",\"capacity\":1,\"refillTokens\":1,\"refillMs\":1,"
                        + "\"effect\":\"block\"}]}",
                "{\"limits\":[{\"entity\":\"address\",\"capacity\":1,\"refillTokens\":1,\"refillMs\":1,"
                        + "\"effect\":\"throttle\"}]}",
                "{\"limits\":[{\"entity\":\"account-refusals\",\"capacity\":1,\"refillTokens\":1,"
                        + "\"refillMs\":1,\"effect\":\"signal\"}]}",
                "{\"sales\":[]}",
                "{\"sales\":{\"a b\":{}}}",
                "{\"sales\":{\"a\":{\"x\":1}}}",
                "{\"sales\":{\"a\":{\"thresholds\":{\"challenge\":0.5}}}}",
                "{\"sales\":{\"a\":{\"eligibility\":{\"minAccountAgeMs\":-1}}}}",
                "{\"sales\":{\"a\":{\"eligibility\":{\"minPaidOrders\":1001}}}}",
                "{\"sales\":{\"a\":{\"eligibility\":{\"x\":1}}}}",
                "{\"thresholds\":{\"challenge\":0,\"block\":0}}",
                "{\"thresholds\":{\"challenge\":\"0\",\"block\":1}}",
                "{\"thresholds\":{\"challenge\":0,\"block\":1.1}}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"c\",\"threat\":\"OAT-005\",\"effect\":\"block\"}]}",
                "{\"rules\":[{\"name\":\"\",\"code\":\"c\",\"threat\":\"OAT-005\",\"effect\":\"block\",\"expression\":\"paid"
                        + " > 3\"}]}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"C\",\"threat\":\"OAT-005\",\"effect\":\"block\",\"expression\":\"paid"
                        + " > 3\"}]}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"c\",\"threat\":\"OAT-022\",\"effect\":\"block\",\"expression\":\"paid"
                        + " > 3\"}]}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"c\",\"threat\":\"OAT-005\",\"effect\":\"allow\",\"expression\":\"paid"
                        + " > 3\"}]}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"c\",\"threat\":\"OAT-005\",\"effect\":\"block\",\"expression\":\"paid"
                        + " > 3\",\"when\":[]}]}",
                "{\"rules\":[{\"name\":\"n\",\"code\":\"c\",\"threat\":\"OAT-005\",\"effect\":\"block\",\"expression\":\"paid"
                        + " > 3\",\"shadow\":\"yes\"}]}",
                "{\"honeypots\":[\"A\"]}",
                "{\"honeypots\":[\"a\",\"a\"]}",
                "{\"challenge\":null}",
                "{\"challenge\":{\"ladder\":[]}}",
                "{\"challenge\":{\"ladder\":[{\"fromScore\":0.1,\"kind\":\"proof_of_work\","
                        + "\"proofMaxNumber\":1}]}}",
                "{\"challenge\":{\"ladder\":[{\"fromScore\":0,\"kind\":\"image\",\"proofMaxNumber\":1}]}}",
                "{\"challenge\":{\"ladder\":[{\"fromScore\":0,\"kind\":\"proof_of_work\","
                        + "\"proofMaxNumber\":0}]}}",
                "{\"challenge\":{\"kind\":\"image\"}}",
                "{\"challenge\":{\"lifetimeMs\":999}}",
                "{\"challenge\":{\"maxWrong\":101}}",
                "{\"challenge\":{\"pictureLength\":3}}",
                "{\"clearanceMs\":0}",
                "{\"ticketMs\":5001}",
                "{\"exploration\":{\"share\":0.06}}",
                "{\"failure\":{\"riskStore\":null}}",
                "{\"failure\":{\"riskStore\":\"allow\"}}",
                "{\"guard\":{\"sample\":99}}",
                "{\"guard\":{\"mostFlips\":-0.1}}",
                "{\"presets\":{\"normal\":{}}}",
                "{\"presets\":{\"strict\":[]}}",
            })
    void refusesWhatIsWrong(String patch) {
        assertBoth(false, patched(patch));
    }

    @Test
    void says65RulesAnd1001SalesAreTooMany() {
        List<String> rules = new ArrayList<>();
        List<String> sales = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            rules.add(
                    "{\"name\":\"n\",\"code\":\"c%d\",\"threat\":\"OAT-005\",\"effect\":\"block\",\"expression\":\"paid > 3\"}"
                            .formatted(i));
            sales.add("\"s%d\":{}".formatted(i));
        }

        assertBoth(true, patched("{\"rules\":[" + String.join(",", rules.subList(0, 64)) + "]}"));
        assertBoth(false, patched("{\"rules\":[" + String.join(",", rules.subList(0, 65)) + "]}"));
        assertBoth(
                true, patched("{\"sales\":{" + String.join(",", sales.subList(0, 1_000)) + "}}"));
        assertBoth(false, patched("{\"sales\":{" + String.join(",", sales) + "}}"));
    }

    @Test
    void describesEveryField() {
        JsonNode schema = JsonMapper.shared().readTree(SCHEMA);

        for (JsonNode object : schema.findParents("properties")) {
            if (object.path("additionalProperties").isBoolean()) {
                object.path("properties")
                        .forEachEntry(
                                (name, field) ->
                                        assertThat(field.has("description") || field.has("$ref"))
                                                .as(name)
                                                .isTrue());
            }
        }
    }

    @Test
    void isServedToAnyoneAndNotTwiceToWhoeverHasIt() throws IOException {
        WebTestClient client =
                WebTestClient.bindToRouterFunction(new PolicySchemaEndpoint().policySchemaRoutes())
                        .build();
        EntityExchangeResult<byte[]> first =
                client.get()
                        .uri("/schemas/policy.json")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .valueEquals("Content-Type", "application/schema+json")
                        .expectHeader()
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                        .expectBody()
                        .returnResult();
        String tag = first.getResponseHeaders().getETag();

        assertThat(first.getResponseBody()).isEqualTo(SCHEMA.getBytes(StandardCharsets.UTF_8));
        assertThat(tag).isNotNull();
        client.get()
                .uri("/schemas/policy.json")
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified();
        client.post().uri("/schemas/policy.json").exchange().expectStatus().isEqualTo(405);
    }

    private static void assertBoth(boolean take, String document) {
        assertThat(COMPILED.validate(document, InputFormat.JSON).isEmpty())
                .as("schema: %s", COMPILED.validate(document, InputFormat.JSON))
                .isEqualTo(take);
        PolicyReader.Reading reading =
                PolicyReader.read(document.getBytes(StandardCharsets.UTF_8), Preset.NORMAL, 1);
        assertThat(reading instanceof PolicyReader.Reading.Valid)
                .as("reader: %s", reading)
                .isEqualTo(take);
    }

    private static String patched(String patch) {
        byte[] document =
                text(RESOURCES.resolve("policy/default.json")).getBytes(StandardCharsets.UTF_8);
        return new String(
                PolicyReader.patched(document, patch.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
