package dev.fairgate.risk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.scoring.Keys;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.scoring.Signature;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The life of models on two nodes over one PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // all of it is there before any test
class ModelsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /// Another difficulty for high scores, and a sale that takes higher ones.
    private static final String POLICY =
            """
            {"challenge": {"ladder": [
                 {"fromScore": 0, "kind": "proof_of_work", "proofMaxNumber": 500},
                 {"fromScore": 0.9, "kind": "proof_of_work", "proofMaxNumber": 777}]},
             "sales": {"lenient": {"thresholds": {"challenge": 0.95, "block": 1}}}}
            """;

    private final KeyPair keys = Keys.generate();
    private TestDatabase database;
    private Path directory;
    private RiskNode a;
    private RiskNode b;
    private String analyst;
    private String admin;
    private int seed;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        directory = folder;
        Keys.writePublic(keys.getPublic(), folder.resolve("trusted.pem"));
        database = TestDatabase.in(folder).start();
        a = node("a");
        b = node("b");
        analyst = a.account("analyst", "analyst");
        admin = a.account("admin", "admin");
        await().atMost(SOON).until(() -> list(a).statusCode() == 200);
    }

    private RiskNode node(String name) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fairgate.models.first", "false");
        settings.put("fairgate.models.keys", directory.resolve("trusted.pem").toString());
        settings.put("fairgate.models.folder", directory.resolve("models-" + name).toString());
        settings.put("fairgate.policy.patch", POLICY);
        return RiskNode.start(settings);
    }

    @BeforeEach
    void retireAll() {
        for (JsonNode model : RiskNode.json(list(a)).get("models")) {
            stage(model.get("version").stringValue(), "{\"stage\":\"retired\"}", admin);
        }
        awaitModel(a, null);
        awaitModel(b, null);
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
        database.close();
    }

    @Test
    void leadsAModelFromUploadToChampionAndBackWhileItsVersionDecides() {
        String first = upload(never());
        String second = upload(never());
        assertThat(decide(a, "nobody-yet").get("modelVersion").isNull()).isTrue();

        stage(first, "{\"stage\":\"champion\"}", admin);
        awaitModel(a, first);
        awaitModel(b, first);

        stage(second, "{\"stage\":\"shadow\"}", analyst);
        stage(second, "{\"stage\":\"canary\",\"percent\":50}", admin);
        await().atMost(SOON)
                .until(() -> versions(a, 40).contains(second) && versions(b, 40).contains(second));
        List<String> once = versions(a, 40);
        assertThat(once).contains(first, second).isEqualTo(versions(b, 40));

        stage(second, "{\"stage\":\"champion\"}", admin);
        awaitModel(a, second);
        awaitModel(b, second);
        assertThat(stageOf(first)).isEqualTo("retired");

        stage(first, "{\"stage\":\"champion\",\"reason\":\"one call back\"}", admin);
        awaitModel(a, first);
        awaitModel(b, first);
        assertThat(stageOf(second)).isEqualTo("retired");
    }

    @Test
    void challengesByTheChampionAndSaysWhy() {
        String version = upload(TestModels.over(FeatureName.ACCOUNT_RATE_60S, 2.5, 1));
        stage(version, "{\"stage\":\"champion\"}", admin);
        awaitModel(a, version);
        String account = "u-" + UUID.randomUUID();

        List<JsonNode> decisions = IntStream.range(0, 4).mapToObj(_ -> decide(a, account)).toList();

        assertThat(decisions.getFirst().get("disposition").stringValue()).isEqualTo("proceed");
        assertThat(decisions.getFirst().get("score").doubleValue()).isEqualTo(0.1);
        JsonNode last = decisions.getLast();
        assertThat(last.get("disposition").stringValue()).isEqualTo("challenge");
        assertThat(last.get("score").doubleValue()).isEqualTo(0.9);
        assertThat(last.get("reasons").toString())
                .isEqualTo(
                        "[{\"code\":\"policy-threshold\",\"weight\":1.0},"
                                + "{\"code\":\"score-rate\",\"weight\":1.0}]");
        assertThat(last.at("/challenge/parameters/maxnumber").longValue()).isEqualTo(777);

        Purchase elsewhere =
                Purchase.of(account, Purchase.newAddress()).with(Map.of("saleId", "lenient"));
        JsonNode lenient = a.assess(elsewhere);
        assertThat(lenient.get("score").doubleValue()).isEqualTo(0.9);
        assertThat(lenient.get("disposition").stringValue()).isEqualTo("proceed");
    }

    @Test
    void comparesAShadowWithTheChampionAndNobodyNotices() {
        String champion = upload(never());
        String shadow = upload(always());
        stage(champion, "{\"stage\":\"champion\"}", admin);
        stage(shadow, "{\"stage\":\"shadow\"}", analyst);
        awaitModel(a, champion);
        awaitModel(b, champion);

        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            decide(a, "u-" + UUID.randomUUID());
                            decide(b, "u-" + UUID.randomUUID());
                            JsonNode comparison = model(shadow).path("comparison");
                            assertThat(comparison.path("requests").asInt()).isGreaterThan(3);
                            assertThat(comparison.path("stricter"))
                                    .isEqualTo(comparison.path("requests"));
                            assertThat(comparison.path("meanDifference").asDouble())
                                    .isBetween(0.79, 0.81);
                        });
        assertThat(decide(a, "somebody").get("disposition").stringValue()).isEqualTo("proceed");
    }

    @Test
    void putsACanaryBackThatChallengesManyMoreThanTheChampion() {
        String champion = upload(never());
        String canary = upload(always());
        stage(champion, "{\"stage\":\"champion\"}", admin);
        stage(canary, "{\"stage\":\"canary\",\"percent\":1}", admin);
        awaitModel(a, champion);

        await().atMost(SOON)
                .until(
                        () -> {
                            for (int i = 0; i < 50; i++) {
                                decide(a, "u-" + UUID.randomUUID());
                            }
                            return stageOf(canary).equals("shadow");
                        });
        assertThat(model(canary).get("changedBy").stringValue()).isEqualTo("fairgate");
        assertThat(model(canary).get("reason").stringValue()).contains("it stopped itself");
        assertThat(stageOf(champion)).isEqualTo("champion");
    }

    @Test
    void refusesWhatNobodyAnswersForAndGoesOnAsBefore() {
        String champion = upload(never());
        stage(champion, "{\"stage\":\"champion\"}", admin);
        awaitModel(a, champion);
        byte[] unsigned = ModelFile.write(never());
        byte[] signed = Signature.sign(unsigned, keys);
        byte[] flipped = signed.clone();
        flipped[100] ^= 1;

        for (byte[] file :
                List.of(
                        unsigned,
                        Signature.sign(unsigned, Keys.generate()),
                        flipped,
                        new byte[0],
                        new byte[] {(byte) 0xac, (byte) 0xed, 0, 5})) {
            HttpResponse<String> answer = post(file, analyst, "application/octet-stream");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(RiskNode.json(answer).get("type").stringValue())
                    .isEqualTo("/problems/model-refused");
        }
        assertThat(post(new byte[(32 << 20) + 1], analyst, "application/octet-stream").statusCode())
                .isEqualTo(413);
        assertThat(post(signed, analyst, "application/json").statusCode()).isEqualTo(415);
        assertThat(decide(a, "somebody").get("modelVersion").stringValue()).isEqualTo(champion);
    }

    @Test
    void letsAnalystsIntoShadowOnlyAndNobodyElseAnywhere() {
        String version = upload(never());
        String engine = a.account("engine", "service");

        assertThat(stageStatus(version, "{\"stage\":\"canary\",\"percent\":5}", analyst))
                .isEqualTo(403);
        assertThat(stageStatus(version, "{\"stage\":\"champion\"}", analyst)).isEqualTo(403);
        assertThat(stageStatus(version, "{\"stage\":\"shadow\"}", engine)).isEqualTo(403);
        assertThat(stageStatus(version, "{\"stage\":\"shadow\"}", "none")).isEqualTo(401);
        assertThat(stageStatus(version, "{\"stage\":\"canary\"}", admin)).isEqualTo(400);
        assertThat(stageStatus(version, "{\"stage\":\"canary\",\"percent\":0}", admin))
                .isEqualTo(400);
        assertThat(stageStatus(version, "{\"stage\":\"shadow\",\"percent\":5}", admin))
                .isEqualTo(400);
        assertThat(stageStatus(version, "{\"stage\":\"uploaded\"}", admin)).isEqualTo(400);
        assertThat(stageStatus("m-0123456789abcdef", "{\"stage\":\"shadow\"}", admin))
                .isEqualTo(404);
        assertThat(stageStatus("..%2f..", "{\"stage\":\"shadow\"}", admin)).isEqualTo(404);
        assertThat(stageStatus(version, "{\"stage\":\"shadow\"}", analyst)).isEqualTo(200);
    }

    @Test
    void keepsFourInShadowAndRefusesAFifth() {
        List<String> versions = IntStream.range(0, 5).mapToObj(_ -> upload(never())).toList();
        for (String version : versions.subList(0, 4)) {
            assertThat(stageStatus(version, "{\"stage\":\"shadow\"}", analyst)).isEqualTo(200);
        }
        assertThat(stageStatus(versions.getLast(), "{\"stage\":\"shadow\"}", analyst))
                .isEqualTo(409);
    }

    @Test
    void startsWithTheModelsOfItsFolderWhilePostgresIsAway() {
        String version = upload(never());
        stage(version, "{\"stage\":\"champion\"}", admin);
        awaitModel(a, version);
        RiskNode c = node("c");
        awaitModel(c, version);
        c.close();

        database.kill();
        try {
            RiskNode again = node("c");
            assertThat(decide(again, "somebody").get("modelVersion").stringValue())
                    .isEqualTo(version);
            assertThat(list(again).statusCode()).isEqualTo(503);
            assertThat(decide(a, "somebody").get("modelVersion").stringValue()).isEqualTo(version);
            again.close();
        } finally {
            database.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> list(a).statusCode() == 200);
        }
    }

    @Test
    void swapsOnANodeThatCanKeepNoCopies() throws IOException {
        Path taken = directory.resolve("models-taken");
        if (!Files.exists(taken)) {
            Files.writeString(taken, "a file where the folder should be");
        }
        try (RiskNode node = node("taken")) {
            String version = upload(never());
            stage(version, "{\"stage\":\"champion\"}", admin);
            awaitModel(node, version);
        }
    }

    /// Lets everybody through; each time another file.
    private Model never() {
        return TestModels.over(FeatureName.CHARGEBACKS, 5_000 + ++seed, 1);
    }

    /// Challenges everybody.
    private Model always() {
        return TestModels.over(FeatureName.ACCOUNT_RATE_60S, 0.5 + 0.0001 * ++seed, 1);
    }

    private String upload(Model model) {
        byte[] signed = Signature.sign(ModelFile.write(model), keys);
        HttpResponse<String> answer = post(signed, analyst, "application/octet-stream");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(post(signed, analyst, "application/octet-stream").statusCode()).isEqualTo(200);
        return RiskNode.json(answer).get("version").stringValue();
    }

    private HttpResponse<String> post(byte[] file, String token, String type) {
        return a.send(
                HttpRequest.newBuilder(a.uri("/api/v1/models"))
                        .timeout(SOON)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(file))
                        .build());
    }

    private void stage(String version, String body, String token) {
        assertThat(stageStatus(version, body, token)).isEqualTo(200);
    }

    private int stageStatus(String version, String body, String token) {
        HttpRequest request =
                a.post("/api/v1/models/" + version + "/stage", body)
                        .header("Authorization", "Bearer " + token)
                        .build();
        return a.send(request).statusCode();
    }

    private HttpResponse<String> list(RiskNode node) {
        return node.send(
                HttpRequest.newBuilder(node.uri("/api/v1/models"))
                        .timeout(SOON)
                        .header("Authorization", "Bearer " + analyst)
                        .build());
    }

    private JsonNode model(String version) {
        for (JsonNode model : RiskNode.json(list(a)).get("models")) {
            if (model.get("version").stringValue().equals(version)) {
                return model;
            }
        }
        throw new AssertionError("no model " + version);
    }

    private String stageOf(String version) {
        return model(version).get("stage").stringValue();
    }

    /// Within a second on a machine that has nothing else to do.
    private static void awaitModel(
            RiskNode node, @org.jspecify.annotations.Nullable String version) {
        await().atMost(SOON)
                .until(
                        () -> {
                            JsonNode now =
                                    decide(node, "u-" + UUID.randomUUID()).get("modelVersion");
                            return version == null
                                    ? now.isNull()
                                    : version.equals(now.stringValue(""));
                        });
    }

    private static List<String> versions(RiskNode node, int accounts) {
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            versions.add(decide(node, "member-" + i).get("modelVersion").stringValue(""));
        }
        return versions;
    }

    private static JsonNode decide(RiskNode node, String account) {
        Purchase purchase = Purchase.of(account, Purchase.newAddress()).on("d-" + account);
        JsonNode decision = node.assess(purchase);
        node.finish(purchase, 409);
        return decision;
    }
}
