package dev.fairgate.risk.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.label.LabelKey.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden samples of labels, and what is not like them.
class LabelContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final String ID = "01KAPZ9E07ZYXWVTSRQPNMKJHG";
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NOW = AT.plusMillis(125);
    private static final MultiValueMap<String, String> NONE = new LinkedMultiValueMap<>();
    private static final Standing ONE =
            new Standing(key(Kind.DECISION, ID), Label.HUMAN, "appeal", AT, "ana", NOW);

    @Test
    void readsTheGoldenLabelOfADecisionAndAnswersAsTheSampleDoes() {
        assertThat(LabelReader.said(ID, body(golden("label-request")), NOW))
                .isEqualTo(
                        new Said(key(Kind.DECISION, ID), Label.HUMAN, "appeal", Optional.of(AT)));
        assertValid("label-request", golden("label-request"));
        assertWritten("label", LabelJson.standing(ONE));
    }

    @Test
    void countsAsTheSampleDoes() {
        assertWritten(
                "label-counts", LabelJson.counts(new Taking(2, 1, 1, List.of(), List.of()), false));
    }

    @Test
    void readsTheGoldenQuestionAndListsAsTheSampleDoes() {
        assertThat(LabelReader.query(body(golden("label-query-request")), NONE))
                .isEqualTo(
                        new LabelQuery(
                                Optional.of(key(Kind.ACCOUNT, "mallory")),
                                Optional.of(Label.BOT),
                                Optional.empty(),
                                Instant.parse("2026-11-23T00:00:00Z"),
                                Instant.parse("2026-11-24T00:00:00Z"),
                                LabelCursor.START,
                                50));
        assertValid("label-query-request", golden("label-query-request"));

        Instant bank = Instant.parse("2026-11-21T09:15:00Z");
        Instant file = Instant.parse("2026-11-23T09:30:00.001Z");
        Instant review = Instant.parse("2026-11-23T10:00:00.500Z");
        assertWritten(
                "label-list",
                LabelJson.list(
                        List.of(
                                new Standing(
                                        new LabelKey(Kind.ACCOUNT, "mallory", Optional.of("demo")),
                                        Label.BOT,
                                        "review",
                                        review,
                                        "ana",
                                        review),
                                new Standing(
                                        key(Kind.ORDER, "demo.01KAPZ9E00ABCDEFGHJKMNPQRS"),
                                        Label.BOT,
                                        "chargebacks",
                                        bank,
                                        "ben",
                                        file),
                                new Standing(
                                        key(Kind.PAYMENT, "pay_01KAPZB4J7"),
                                        Label.BOT,
                                        "chargebacks",
                                        bank,
                                        "ben",
                                        file),
                                ONE),
                        Optional.of(new LabelCursor(NOW, 17))));
        assertThat(tree(LabelJson.list(List.of(), Optional.empty())).path("next").isNull())
                .isTrue();
    }

    @Test
    void noticesAnAnswerThatBreaksItsSchema() {
        assertThatThrownBy(() -> assertValid("label", "{\"label\":\"bot\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () -> assertValid("label", golden("label").replace("decisionId", "saleId")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void readsACursorThatItWrote() {
        Instant fine = Instant.parse("2026-11-23T09:00:00.123456Z");

        assertThat(LabelCursor.parse(new LabelCursor(fine, 4_711).text()))
                .contains(new LabelCursor(fine, 4_711));
        assertThat(query("{}", "cursor", "1795424400125000.17").after())
                .isEqualTo(new LabelCursor(NOW, 17));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|label: must be bot or human",
                "{'label':'robot','source':'x'}|label: must be bot or human",
                "{'label':'bot'}|source: must be 1 to 64 of",
                "{'label':'bot','source':''}|source: must be 1 to 64 of",
                "{'label':'bot','source':'a b'}|source: must be 1 to 64 of",
                "{'label':'bot','source':7}|source: must be a text",
                "{'label':1,'source':'x'}|label: must be a text",
                "{'label':'bot','source':'x','at':'now'}|at: must be an RFC 3339",
                "{'label':'bot','source':'x','at':'2026-11-23T09:05:00.126Z'}|at: must be at most"
                        + " 400",
                "{'label':'bot','source':'x','at':'2025-10-01T00:00:00Z'}|at: must be at most 400",
                "{'label':'bot','source':'x','saleId':'demo'}|the request: has only label, source",
                "[]|the body must be one JSON object",
            })
    void refusesALabelThatBreaksARule(String json, String fault) {
        assertThatThrownBy(() -> LabelReader.said(ID, body(json.replace('\'', '"')), NOW))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void refusesADecisionThatIsNone() {
        assertThatThrownBy(() -> LabelReader.said("nope", body(golden("label-request")), NOW))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("the decision: must be a ULID of 26 characters");
        assertThatIllegalArgumentException().isThrownBy(() -> key(Kind.DECISION, "nope"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelKey(Kind.ORDER, "o-1", Optional.of("demo")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'accountId':'a','orderId':'o'}|decisionId, orderId, paymentReference, accountId:"
                        + " must",
                "{'accountId':'A'}|accountId: must be 1 to 64",
                "{'saleId':'demo'}|saleId: must be",
                "{'saleId':'demo','orderId':'o'}|saleId: must be",
                "{'label':'BOT'}|label: must be bot or human",
                "{'source':'=1'}|source: must be",
                "{'from':'2026-11-23T00:00:00Z','to':'2026-11-23T00:00:00Z'}|from: must be before"
                        + " to",
                "{'account':'a'}|the request: has only ",
            })
    void refusesAQuestionThatBreaksARule(String json, String fault) {
        assertThatThrownBy(() -> LabelReader.query(body(json.replace('\'', '"')), NONE))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "limit,0",
        "limit,201",
        "limit,-1",
        "limit,x",
        "limit,''",
        "cursor,''",
        "cursor,1",
        "cursor,1.2.3",
        "cursor,-1.2",
        "cursor,99999999999999999999.1",
        "offset,1",
    })
    void refusesParametersThatBreakARule(String name, String value) {
        assertThatThrownBy(() -> query("{}", name, value)).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "TRUE", ""})
    void refusesAnotherDryRun(String value) {
        assertThatThrownBy(() -> LabelReader.dryRun(parameter("dryRun", value)))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> LabelReader.dryRun(parameter("dryrun", "true")))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void knowsADryRun() {
        assertThat(LabelReader.dryRun(parameter("dryRun", "true"))).isTrue();
        assertThat(LabelReader.dryRun(parameter("dryRun", "false"))).isFalse();
        assertThat(LabelReader.dryRun(NONE)).isFalse();
    }

    private static LabelQuery query(String json, String parameter, String value) {
        return LabelReader.query(body(json), parameter(parameter, value));
    }

    private static MultiValueMap<String, String> parameter(String name, String value) {
        MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
        all.add(name, value);
        return all;
    }

    private static LabelKey key(Kind kind, String name) {
        return new LabelKey(kind, name, Optional.empty());
    }

    private static JsonFields body(String json) {
        return JsonFields.ofBody(json.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    private static void assertWritten(String name, String json) {
        assertThat(tree(json)).isEqualTo(tree(golden(name)));
        assertValid(name, json);
    }

    private static void assertValid(String name, String json) {
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        read("schema/" + name + ".schema.json"), InputFormat.JSON)
                                .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    private static String golden(String name) {
        return read(name + ".json");
    }

    private static String read(String file) {
        try {
            return Files.readString(CONTRACT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
