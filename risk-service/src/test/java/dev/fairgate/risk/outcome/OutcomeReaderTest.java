package dev.fairgate.risk.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One item of a batch, good and bad, and the golden samples.
class OutcomeReaderTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final Instant NOW = Instant.parse("2026-11-22T16:01:31Z");

    @Test
    void readsTheGoldenReportsAndWritesThemBack() throws IOException {
        JsonNode golden = tree(golden("assessment-outcomes-request"));

        List<Reported> read = golden.valueStream().map(item -> read(item.toString())).toList();

        assertThat(read)
                .containsExactly(
                        golden(Outcome.HELD, "2026-11-22T16:00:00.480Z", Optional.empty()),
                        golden(Outcome.PAID, "2026-11-22T16:01:30Z", Optional.of("pay_01KAPZB4J7")),
                        new Reported(
                                "01KAN24Z00ZYXWVTSRQPNMKJHG",
                                Outcome.CHARGEBACK,
                                Instant.parse("2026-11-21T09:15:00Z"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("pay_01KAPZB4J7")));
        assertThat(tree(Reports.json(read))).isEqualTo(golden);
        assertThat(schema("assessment-outcomes-request").validate(golden.toString(), JSON))
                .isEmpty();
    }

    @Test
    void answersAsTheGoldenAnswerLooks() throws IOException {
        String written = OutcomeEndpoint.json(2, 1);

        assertThat(tree(written)).isEqualTo(tree(golden("assessment-outcomes")));
        assertThat(schema("assessment-outcomes").validate(written, JSON)).isEmpty();
        assertThat(schema("assessment-outcomes").validate("{\"accepted\":-1}", JSON)).isNotEmpty();
    }

    @Test
    void ignoresFieldsThatItDoesNotKnowAndTakesNullForNothing() {
        Reported read =
                read(
                        item().put("quantity", 2)
                                .putNull("accountId")
                                .putNull("saleId")
                                .putNull("orderId")
                                .toString());

        assertThat(read.accountId()).isEmpty();
        assertThat(read.saleId()).isEmpty();
        assertThat(read.orderId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T16:06:31Z",
                "2025-10-18T16:01:31Z",
                "2026-11-22T16:01:31.123456789Z",
            })
    void takesTimesUpToFiveMinutesAheadAndFourHundredDaysAgo(String at) {
        assertThat(read(item().put("at", at).toString()).at()).isEqualTo(Instant.parse(at));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T16:06:31.000000001Z",
                "2025-10-18T16:01:30.999999999Z",
                "1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
            })
    void refusesTimesBeyond(String at) {
        assertRefused(
                item().put("at", at).toString(),
                "[7].at: must be at most 400 days ago and at most 5 minutes ahead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T16:00:00+00:00",
                "2026-11-22 16:00:00Z",
                "2026-11-22",
                "2026-02-30T16:00:00Z",
                "1795363200",
                "",
            })
    void refusesTimesThatAreNone(String at) {
        assertThatThrownBy(() -> read(item().put("at", at).toString()))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("[7].at: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"refunded", "HELD", " held", "", "held\\u0000", "__proto__", "refund-due"})
    void refusesOutcomesThatItDoesNotKnow(String name) {
        assertRefused(
                item().toString().replace("\"held\"", "\"" + name + "\""),
                "[7].outcome: must be one of held, paid, lapsed, cancelled, chargeback,"
                        + " refund_due");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decisionId|5",
                "decisionId|null",
                "decisionId|\"\"",
                "decisionId|\"01kapz9e05zyxwvtsrqpnmkjhg\"",
                "decisionId|\"{x}:01KAPZ9E05ZYXWVTSRQPNMK\"",
                "outcome|3",
                "outcome|null",
                "outcome|[\"held\"]",
                "at|1795363200120",
                "at|null",
                "accountId|\"Alice\"",
                "accountId|\"a}{b\"",
                "accountId|\"\"",
                "accountId|7",
                "accountId|{}",
                "saleId|\"демо\"",
                "saleId|true",
                "orderId|7",
                "orderId|\"\"",
                "orderId|\"demo 1\"",
                "orderId|\"=1+1\"",
                "paymentReference|[]",
                "paymentReference|\"p\\u0000\"",
                "paymentReference|\"p\u00e9\"",
            })
    void namesTheItemAndTheFieldThatBreaksARule(String field, String value) {
        ObjectNode item = item();
        item.set(field, tree(value));

        assertThatThrownBy(() -> read(item.toString()))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("[7]." + field + ": must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionId", "outcome", "at"})
    void namesTheFieldThatIsMissing(String field) {
        ObjectNode item = item();
        item.remove(field);

        assertThatThrownBy(() -> read(item.toString()))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("[7]." + field + ": ");
    }

    private static final InputFormat JSON = InputFormat.JSON;

    private static Reported golden(Outcome outcome, String at, Optional<String> payment) {
        return new Reported(
                "01KAPZ9E05ZYXWVTSRQPNMKJHG",
                outcome,
                Instant.parse(at),
                Optional.of("alice"),
                Optional.of("demo"),
                Optional.of("demo.01KAPZ9E00ABCDEFGHJKMNPQRS"),
                payment);
    }

    private static ObjectNode item() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("decisionId", "01KAPZ9E05ZYXWVTSRQPNMKJHG")
                .put("outcome", "held")
                .put("at", "2026-11-22T16:00:00Z")
                .put("accountId", "alice")
                .put("saleId", "demo");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidRequest.class).hasMessage(message);
    }

    /// As the eighth item of a batch.
    private static Reported read(String json) {
        String batch = "{\"[7]\":" + json + "}";
        JsonFields body = JsonFields.ofBody(batch.getBytes(StandardCharsets.UTF_8), Set.of());
        return OutcomeReader.read(JsonFields.of("[7].", body.value("[7]").orElseThrow()), NOW);
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(CONTRACT.resolve("schema/" + name + ".schema.json")),
                        JSON);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(CONTRACT.resolve(name + ".json"));
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
