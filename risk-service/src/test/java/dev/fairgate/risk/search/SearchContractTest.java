package dev.fairgate.risk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.models.cluster.Cluster;
import dev.fairgate.models.cluster.Position;
import dev.fairgate.models.cluster.Snapshot;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Signal;
import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.label.LabelKey;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.log.Finds.Found;
import dev.fairgate.risk.log.LogPosition;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.outcome.Outcome;
import dev.fairgate.risk.search.Explanations.Answer.Explained;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden samples of searching and explaining, and what is not like them.
class SearchContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final String NODE = "0123456789ab";
    private static final String OTHER = "ba9876543210";
    private static final String ID = "01KAPZ9E07ZYXWVTSRQPNMKJHG";
    private static final Instant AT = Instant.parse("2026-11-22T16:00:00.120Z");
    private static final LogPosition PLACE =
            LogPosition.parse("20261122T160000Z-000001.4711").orElseThrow();

    @Test
    void listsDecisionsAsTheSampleDoes() {
        SearchCursor next =
                SearchCursor.start(
                                new TimeRange(
                                        Instant.parse("2026-11-22T00:00:00Z"),
                                        Instant.parse("2026-11-23T00:00:00Z")),
                                "5e884898")
                        .with(Map.of(NODE, PLACE));

        assertWritten(
                "decision-list",
                SearchJson.page(
                        new Searches.Result(
                                new Merge.Page(List.of(item()), next, true, false, Set.of()),
                                Set.of(OTHER))));
        assertThat(SearchCursor.parse(next.text())).contains(next);
    }

    @Test
    void saysWhenTimeRanOutAndWhichEpochsItCouldNotRead() {
        String json =
                SearchJson.page(
                        new Searches.Result(
                                new Merge.Page(
                                        List.of(),
                                        SearchCursor.start(
                                                new TimeRange(Instant.EPOCH, AT), "5e884898"),
                                        true,
                                        true,
                                        Set.of("a1a1a1a1a1a1")),
                                Set.of()));

        assertValid("decision-list", json);
        assertThat(tree(json).get("partial").asBoolean()).isTrue();
        assertThat(tree(json).at("/withoutKey/0").asString()).isEqualTo("a1a1a1a1a1a1");
    }

    @Test
    void explainsADecisionAsTheSampleDoes() {
        assertWritten(
                "decision-explained",
                ExplanationJson.of(
                        new Explained(
                                story(),
                                Optional.of(contributions()),
                                Optional.of(labels()),
                                Set.of(Outcome.HELD, Outcome.CHARGEBACK))));
    }

    @Test
    void leavesOutWhatNobodyKnows() {
        String json =
                ExplanationJson.of(
                        new Explained(
                                Story.of(ID, List.of(lines(decision())), Set.of(OTHER))
                                        .orElseThrow(),
                                Optional.empty(),
                                Optional.empty(),
                                Set.of()));

        assertValid("decision-explained", json);
        assertThat(tree(json).propertyNames())
                .doesNotContain("labels", "contributions", "challenge");
        String before = decision().replace("\"featureVersion\":2", "\"featureVersion\":1");
        Story older = Story.of(ID, List.of(lines(before)), Set.of()).orElseThrow();
        String old =
                ExplanationJson.of(
                        new Explained(older, Optional.empty(), Optional.empty(), Set.of()));
        assertThat(tree(old).get("features")).isEmpty();
        assertThat(tree(old).at("/record/features")).isNotEmpty();
    }

    @Test
    void listsClustersAsTheSampleDoes() {
        assertWritten("cluster-list", ClusterJson.list(snapshot()));
        assertValid("cluster-list", ClusterJson.list(Snapshot.NONE));
    }

    @Test
    void showsAClusterAsTheSampleDoes() {
        LinkedMultiValueMap<String, String> one = new LinkedMultiValueMap<>();
        one.add("limit", "1");

        assertWritten(
                "cluster-members",
                ClusterJson.one(
                        new Clusters.Members(
                                snapshot().clusters().getFirst(),
                                14,
                                List.of(item(), item("aaron")),
                                false,
                                Set.of()),
                        ClusterQuery.of(one)));
    }

    @Test
    void noticesAnAnswerThatBreaksItsSchema() {
        for (String name :
                List.of("decision-list", "decision-explained", "cluster-list", "cluster-members")) {
            assertThatThrownBy(() -> assertValid(name, "{}")).isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(
                        () ->
                                assertValid(
                                        "decision-list",
                                        golden("decision-list").replace("challenge", "chalenge")))
                .isInstanceOf(AssertionError.class);
    }

    private static Story story() {
        return Story.of(
                        ID,
                        List.of(
                                lines(
                                        decision(),
                                        """
                                        {"v":2,"kind":"challenge","decisionId":"%s","challengeRef":"0f1e2d3c4b5a6978","challenge":"proof_of_work","at":"2026-11-22T16:00:00.120Z"}
                                        """
                                                .formatted(ID)),
                                new NodeLines(
                                        OTHER,
                                        List.of(
                                                """
                                                {"v":2,"kind":"response","challengeRef":"0f1e2d3c4b5a6978","accountId":"alice","saleId":"demo","result":"right","solveMs":1840,"at":"2026-11-22T16:00:02.500Z"}
                                                """,
                                                """
                                                {"v":2,"kind":"outcome","decisionId":"%s","outcome":"held","at":"2026-11-22T16:00:02.700Z","accountId":"alice","saleId":"demo","orderId":"demo.01KAPZ9E00ABCDEFGHJKMNPQRS","takenAt":"2026-11-22T16:00:03Z"}
                                                """
                                                        .formatted(ID)),
                                        false)),
                        Set.of())
                .orElseThrow();
    }

    private static Contributions contributions() {
        return new Contributions(
                "m-00112233445566aa",
                -2.5,
                Map.of(
                        FeatureName.ACCOUNT_AGE, 0.75,
                        FeatureName.ADDRESS_ACCOUNTS, 1.25,
                        FeatureName.ADDRESS_DEVICES, -0.25),
                new TreeMap<>(Map.of(Signal.SHARING, 1.0, Signal.AGE, 0.75)));
    }

    private static List<Standing> labels() {
        return List.of(
                label(new LabelKey(LabelKey.Kind.DECISION, ID, Optional.empty())),
                label(new LabelKey(LabelKey.Kind.ACCOUNT, "alice", Optional.of("demo"))),
                label(new LabelKey(LabelKey.Kind.ACCOUNT, "alice", Optional.of("another"))));
    }

    private static Standing label(LabelKey key) {
        Instant at = Instant.parse("2026-11-23T09:00:00Z");
        return new Standing(key, Label.HUMAN, "appeal", at, "ana", at.plusMillis(125));
    }

    private static Snapshot snapshot() {
        float[] centre = new float[14];
        centre[8] = 0.4f;
        centre[9] = 0.35f;
        centre[10] = 0.24f;
        centre[12] = -0.2f;
        centre[13] = -0.1453f;
        return new Snapshot(
                AT.toEpochMilli(),
                0.9,
                List.of(
                        new Cluster(
                                "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                                12,
                                Position.of(centre),
                                0.05f,
                                0.94,
                                AT.minusSeconds(60).toEpochMilli())));
    }

    private static NodePage.Item item() {
        return Summary.of(NODE, new Found(PLACE, decision())).orElseThrow();
    }

    private static NodePage.Item item(String account) {
        return Summary.of(NODE, new Found(PLACE, decision().replace("alice", account)))
                .orElseThrow();
    }

    private static NodeLines lines(String... lines) {
        return new NodeLines(NODE, List.of(lines), false);
    }

    private static String decision() {
        double[] row = FeatureRow.absent().values();
        row[FeatureName.ADDRESS_ACCOUNTS.place()] = 14;
        String features =
                Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(","));
        return """
        {"v":2,"decisionId":"%s","requestId":"01KAPZ9DZYAAAAAAAAAAAAAAAA",\
        "decidedAt":"%s","saleId":"demo","accountId":"alice","deviceId":"q3J9-device_1",\
        "quantity":1,"honeypot":false,"epoch":"a1b2c3d4e5f6",\
        "addresses":{"32":"AAAAAAAAAAAAAAAAAAAAAA","24":"BBBBBBBBBBBBBBBBBBBBBB",\
        "20":"CCCCCCCCCCCCCCCCCCCCCC"},"network":{"asn":64500,"country":"DE","kind":"mobile"},\
        "cells":{"account":11,"device":12,"address":13},\
        "entities":[{"entity":"account","sequence":1}],\
        "limits":[{"entity":"account","allowed":true,"remaining":9,"recent":1,"retryAfterMs":0,\
        "local":false,"sequence":1}],"featureVersion":2,"features":[%s],"campaigns":"%s",\
        "cleared":false,"disposition":"challenge","verdict":"challenge","score":0.25,\
        "reasons":[{"code":"score-sharing","weight":0.62}],"policyVersion":3,\
        "modelVersion":"m-00112233445566aa","degraded":false,"tookUs":4100,\
        "challenge":"proof_of_work"}\
        """
                .formatted(ID, AT, features, ID);
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
