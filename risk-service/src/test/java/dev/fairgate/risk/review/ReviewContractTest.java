package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.review.ReviewItem.Claim;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.State;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/// The golden samples of appeals and of the queue, and what is not like them.
class ReviewContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final String DECISION = "01KAQ1V3M0G7T2N8RZ5WQYHX4C";
    private static final String ID = "01KAQ1W8E0B4D6F8H0J2K4M6N8";
    private static final String WORDS =
            "I was typing fast, nothing else.\nIch bin ein Mensch \uD83D\uDE42 <b>wirklich</b>.";
    private static final Instant NOW = Instant.parse("2026-11-23T09:15:00Z");
    private static final Verdict VERDICT =
            new Verdict(
                    Label.HUMAN,
                    Optional.of(true),
                    Optional.of("Paid three orders since spring."),
                    "ana",
                    Instant.parse("2026-11-23T09:20:00Z"));

    @Test
    void readsTheGoldenAppealAndAnswersAsTheSampleDoes() {
        assertThat(ReviewReader.appeal(golden("appeal-for-account")))
                .isEqualTo(new ReviewReader.Appeal("alice", DECISION, WORDS));
        assertValid("appeal-for-account", text("appeal-for-account"));
        assertWritten("appeal", ReviewJson.appeal(appeal(Optional.empty(), Optional.of(VERDICT))));
    }

    @Test
    void tellsBuyersNothingButTheStatus() {
        Verdict bot =
                new Verdict(
                        Label.BOT, Optional.of(false), Optional.of("obvious"), "ana", VERDICT.at());
        String upheld = ReviewJson.appeal(appeal(Optional.empty(), Optional.of(bot)));
        String claimed =
                ReviewJson.appeal(appeal(Optional.of(new Claim("ana", NOW)), Optional.empty()));

        assertValid("appeal", upheld);
        assertValid("appeal", claimed);
        assertThat(upheld).contains("\"upheld\"").doesNotContain("ana", "obvious", "bot", "fast");
        assertThat(claimed).contains("\"open\"").doesNotContain("ana", "claimed");
    }

    @Test
    void writesItemsAsTheSamplesDo() {
        ReviewItem claimed =
                appeal(
                        Optional.of(new Claim("ana", Instant.parse("2026-11-23T09:30:00Z"))),
                        Optional.empty());
        ReviewItem sample =
                new ReviewItem(
                        "01KAQ1X0000000000000000001",
                        Kind.SAMPLE,
                        "01KAQ1X0000000000000000002",
                        Optional.of("bob"),
                        "",
                        "fairgate",
                        Optional.of(0.8125),
                        Instant.parse("2026-11-23T09:03:00Z"),
                        Optional.empty(),
                        Optional.empty());

        assertWritten(
                "review", ReviewJson.item(appeal(Optional.empty(), Optional.of(VERDICT)), NOW));
        assertWritten(
                "review-list",
                ReviewJson.list(List.of(claimed, sample), Optional.of(sample.id()), NOW));
        assertValid("review-list", ReviewJson.list(List.of(), Optional.empty(), NOW));
        assertThat(tree(ReviewJson.item(claimed, Instant.parse("2026-11-23T09:30:00Z"))))
                .as("a claim that has ended")
                .isEqualTo(tree(ReviewJson.item(appeal(Optional.empty(), Optional.empty()), NOW)));
    }

    @Test
    void readsWhatAnalystsSayAsTheSamplesHaveIt() {
        assertThat(ReviewReader.request(golden("review-request")))
                .isEqualTo(
                        new ReviewReader.Request(
                                DECISION, "The same hands as in yesterday's wave?"));
        assertThat(ReviewReader.said(golden("review-verdict-request")))
                .isEqualTo(
                        new Reviews.Said(
                                Label.HUMAN,
                                Optional.of(true),
                                Optional.of("Paid three orders since spring.")));
        assertThat(ReviewReader.said(body("{\"label\":\"bot\",\"comment\":\" \",\"grant\":null}")))
                .isEqualTo(new Reviews.Said(Label.BOT, Optional.empty(), Optional.empty()));
        assertValid("review-request", text("review-request"));
        assertValid("review-verdict-request", text("review-verdict-request"));
    }

    @Test
    void readsWhichPartOfTheQueueIsWanted() {
        assertThat(ReviewReader.query(parameters(Map.of())))
                .isEqualTo(new ReviewQuery(State.OPEN, Optional.empty(), Optional.empty(), 50));
        assertThat(
                        ReviewReader.query(
                                parameters(
                                        Map.of(
                                                "state", "done",
                                                "kind", "appeal",
                                                "cursor", ID,
                                                "limit", "200"))))
                .isEqualTo(
                        new ReviewQuery(
                                State.DONE, Optional.of(Kind.APPEAL), Optional.of(ID), 200));
    }

    @ParameterizedTest
    @CsvSource({
        "state,OPEN", "state,''", "kind,bot", "cursor,''", "cursor,1", "cursor,' or 1=1 --",
        "limit,0", "limit,201", "limit,-1", "limit,1e2", "limit,''", "offset,1",
    })
    void refusesParametersThatBreakARule(String name, String value) {
        assertThatThrownBy(() -> ReviewReader.query(parameters(Map.of(name, value))))
                .isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|label: must be bot or human",
                "{'label':'BOT'}|label: must be bot or human",
                "{'label':1}|label: must be a text",
                "{'label':'bot','grant':'yes'}|grant: must be true or false",
                "{'label':'bot','comment':7}|comment: must be a text",
                "{'label':'bot','comment':'a\\u0000b'}|comment: must be plain text",
                "{'label':'bot','verdict':'x'}|the request: has only label, comment, grant",
                "[]|the body must be one JSON object",
            })
    void refusesAVerdictThatBreaksARule(String json, String fault) {
        assertThatThrownBy(() -> ReviewReader.said(body(json.replace('\'', '"'))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|accountId: must be",
                "{'accountId':'A'}|accountId: must be",
                "{'accountId':'a'}|decisionId: must be a ULID",
                "{'accountId':'a','decisionId':'01kaq1v3m0g7t2n8rz5wqyhx4c'}|decisionId: must be",
                "{'accountId':'a','decisionId':'01KAQ1V3M0G7T2N8RZ5WQYHX4C'}|message: must be",
                "{'accountId':'a','decisionId':'01KAQ1V3M0G7T2N8RZ5WQYHX4C','message':' \\n'}|"
                        + "message: must not be empty",
                "{'accountId':'a','decisionId':'01KAQ1V3M0G7T2N8RZ5WQYHX4C','message':['a']}|"
                        + "message: must be a text",
            })
    void refusesAnAppealThatBreaksARule(String json, String fault) {
        assertThatThrownBy(() -> ReviewReader.appeal(body(json.replace('\'', '"'))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "\\u0007",
                "\\r\\n",
                "\\t",
                "\\u001b[31m",
                "\\u007f",
                "\\u0085",
                "\\u009b",
                "\\ud83d",
                "\\ude42\\ud83d",
                "\\u202e",
                "\\u2066"
            })
    void refusesWhatNoPersonWritesAndAScreenMayObey(String escape) {
        assertThatThrownBy(() -> message("a" + escape + "b"))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage(
                        "message: must be plain text, without control characters but the line"
                                + " end");
    }

    @Test
    void countsCharactersAndNotTheirBytesOrHalves() {
        assertThatCode(() -> message("\\ud83d\\ude42".repeat(500))).doesNotThrowAnyException();
        assertThatCode(() -> message("\u00e4".repeat(500))).doesNotThrowAnyException();
        assertThatThrownBy(() -> message("\\ud83d\\ude42".repeat(501)))
                .hasMessage("message: must be a text of at most 500 characters");
        assertThatThrownBy(() -> message("a".repeat(1001)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("message: must be a text of at most 500 characters");
    }

    private static void message(String escaped) {
        ReviewReader.appeal(
                body(
                        "{\"accountId\":\"a\",\"decisionId\":\"%s\",\"message\":\"%s\"}"
                                .formatted(DECISION, escaped)));
    }

    private static ReviewItem appeal(Optional<Claim> claim, Optional<Verdict> verdict) {
        return new ReviewItem(
                ID,
                Kind.APPEAL,
                DECISION,
                Optional.of("alice"),
                WORDS,
                "alice",
                Optional.empty(),
                Instant.parse("2026-11-23T09:01:12.125Z"),
                claim,
                verdict);
    }

    private static MultiValueMap<String, String> parameters(Map<String, String> all) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        all.forEach(parameters::add);
        return parameters;
    }

    private static JsonFields golden(String name) {
        return body(text(name));
    }

    private static JsonFields body(String json) {
        return JsonFields.ofBody(json.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    private static void assertWritten(String name, String json) {
        assertThat(tree(json)).isEqualTo(tree(text(name)));
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

    private static String text(String name) {
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
