package dev.fairgate.risk.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.preview.PreviewStore.Kept;
import dev.fairgate.risk.tuning.Guard;
import dev.fairgate.risk.tuning.Guard.Band;
import dev.fairgate.risk.tuning.Guard.Ruling;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A preview equals what then happens on the same traffic.
@SuppressWarnings("NullAway.Init") // all are there before any test
class PreviewIT {

    private static final int REQUESTS = 2_000;
    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/policy/preview";

    private static final String NOW =
            Documents.of(12, 8, 60, Documents.rule("address-rate", "address_over >= 1"));
    private static final String NEXT =
            Documents.of(
                    7,
                    3,
                    25,
                    Documents.rule("address-rate", "address_over >= 1"),
                    Documents.rule("many-devices", "account_devices >= 1.5"),
                    Documents.rule("silent", "hands_absent >= 1"));

    private static Path folder;
    private static RedisServer redis;
    private static RiskNode node;
    private static SequencedMap<String, String> decided;
    private static String ana;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        folder = directory;
        redis =
                RedisServer.riskStore(
                        Files.createDirectories(folder.resolve("r")), FreePort.next());
        redis.start();
        node = start(redis, "a", NOW);
        decided = new Crowd(7, REQUESTS, BEGIN).send(node);
        ana = node.account("ana", "analyst");
        await().atMost(SOON)
                .until(
                        () ->
                                preview("{\"policy\":" + NOW + "}").get("decisions").intValue()
                                        == REQUESTS);
    }

    @AfterAll
    static void stop() {
        node.close();
        redis.close();
    }

    private static RiskNode start(RedisServer store, String name, String policy)
            throws IOException {
        return start(store, name, policy, Map.of());
    }

    private static RiskNode start(
            RedisServer store, String name, String policy, Map<String, String> more)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".json"), policy);
        Map<String, String> settings = new HashMap<>(more);
        settings.put("spring.data.redis.port", Integer.toString(store.port()));
        settings.put("fairgate.policy.file", file.toString());
        settings.put("fairgate.decision-log.folder", folder.resolve(name).toString());
        return RiskNode.start(settings);
    }

    @Test
    void saysWhatThenHappensOnTheSameTraffic() throws IOException {
        JsonNode preview = preview("{\"policy\":" + NEXT + "}");

        SequencedMap<String, String> then;
        try (RedisServer fresh =
                RedisServer.riskStore(
                        Files.createDirectories(folder.resolve("fresh")), FreePort.next())) {
            fresh.start();
            try (RiskNode next = start(fresh, "b", NEXT)) {
                then = new Crowd(7, REQUESTS, BEGIN).send(next);
            }
        }

        assertThat(flips(preview)).isEqualTo(flips(decided, then));
        assertThat(flips(preview))
                .containsKeys("allow>challenge", "allow>throttle", "throttle>block");
        assertThat(preview.get("replayDiffers").intValue()).isZero();
        assertThat(preview.get("band").get("uncertain").intValue()).isZero();
        assertThat(preview.get("summary").stringValue())
                .contains("of the last 2,000 decisions would change");
    }

    @Test
    void saysOfThePolicyInForceThatNothingChanges() {
        JsonNode preview = preview("{\"patch\":{}}");

        assertThat(flips(preview)).isEmpty();
        assertThat(preview.get("replayDiffers").intValue()).isZero();
        assertThat(preview.get("flipShare").doubleValue()).isZero();
        assertThat(preview.get("curve")).hasSize(51);
    }

    @Test
    void isNotSureWhereTheWindowBeginsInTheMiddle() {
        JsonNode preview = preview("{\"policy\":" + NEXT + ",\"window\":{\"decisions\":500}}");

        assertThat(preview.get("decisions").intValue()).isEqualTo(500);
        assertThat(preview.get("band").get("uncertain").intValue()).isPositive();
        assertThat(preview.get("band").get("leastFlipShare").doubleValue())
                .isLessThan(preview.get("band").get("mostFlipShare").doubleValue());
        assertThat(preview.get("replayDiffers").intValue()).isZero();
    }

    @Test
    void hasTheLogsOfAllNodesAndTheScoresOfTheModelOfEach() throws IOException {
        try (RiskNode scored = start(redis, "m", NOW, Map.of("fairgate.models.first", "true"))) {
            var dispositions = new Crowd(8, 400, BEGIN.plusSeconds(3_600)).send(scored);
            String token = scored.account("ana", "analyst");
            await().atMost(SOON)
                    .until(
                            () ->
                                    preview(scored, token, "{\"patch\":{}}")
                                                    .get("decisions")
                                                    .intValue()
                                            == REQUESTS + 400);

            JsonNode same = preview(scored, token, "{\"patch\":{}}");
            JsonNode stricter =
                    preview(scored, token, "{\"patch\":{\"thresholds\":{\"challenge\":0.1}}}");

            assertThat(same.get("replayDiffers").intValue()).isZero();
            assertThat(same.get("gaps").get("unknownModels")).isEmpty();
            assertThat(same.get("gaps").get("incomplete")).isEmpty();
            int challenged =
                    Collections.frequency(decided.values(), "challenge")
                            + Collections.frequency(dispositions.values(), "challenge");
            assertThat(same.get("curve").get(45).get("challenged").intValue())
                    .isEqualTo(challenged);
            assertThat(flips(stricter))
                    .isEqualTo(
                            Map.of(
                                    "allow>challenge",
                                    same.get("curve").get(5).get("challenged").intValue()
                                            - challenged));
        }
    }

    @Test
    void looksAtARangeOfTime() {
        JsonNode preview =
                preview(
                        "{\"preset\":\"strict\",\"window\":{\"from\":\"%s\",\"to\":\"%s\"}}"
                                .formatted(BEGIN, BEGIN.plusMillis(37 * 100)));

        assertThat(preview.get("decisions").intValue()).isEqualTo(100);
        assertThat(flips(preview).keySet()).allMatch(pair -> pair.endsWith(">challenge"));
    }

    @Test
    void tellsHowFarItIsToWhoeverWantsToHear() {
        HttpRequest request =
                HttpRequest.newBuilder(node.uri(PATH))
                        .header("Authorization", "Bearer " + ana)
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"preset\":\"strict\"}"))
                        .build();

        String events = node.send(request).body();

        assertThat(events).contains("event:progress\ndata:{\"done\":").contains("\"of\":");
        String last = events.substring(events.lastIndexOf("data:") + 5).strip();
        assertThat(events.substring(0, events.lastIndexOf("data:"))).endsWith("event:result\n");
        assertThat(JsonMapper.shared().readTree(last).get("decisions").intValue())
                .isEqualTo(REQUESTS);
    }

    @Test
    void guardLetsPassWhatFlipsLittleAndSaysWhatIsToBeExpected() {
        Ruling ruling = judge(NOW, Optional.empty());

        assertThat(ruling).isInstanceOf(Ruling.Free.class);
        Band band = ((Ruling.Free) ruling).band().orElseThrow();
        double challenged =
                (double) Collections.frequency(decided.values(), "challenge") / REQUESTS;
        assertThat(challenged).isBetween(band.leastChallenged(), band.mostChallenged());
        assertThat(band.mostChallenged() - band.leastChallenged()).isLessThan(0.6);
    }

    @Test
    void guardWantsAPreviewOfWhatFlipsMore() {
        assertThat(judge(NEXT, Optional.empty()))
                .isInstanceOfSatisfying(
                        Ruling.NeedsPreview.class,
                        needs -> assertThat(needs.flips()).isGreaterThan(needs.most()));
    }

    @Test
    void guardTakesAPreviewOfThatVeryChangeOnlyAndForTenMinutes() {
        String id = preview("{\"policy\":" + NEXT + "}").get("previewId").stringValue();

        assertThat(judge(NEXT, Optional.of(id)))
                .isInstanceOfSatisfying(
                        Ruling.Free.class, free -> assertThat(free.band()).isPresent());
        assertThat(judge(NOW, Optional.of(id))).isEqualTo(new Ruling.WrongPreview());
        Policy later = Documents.read(NOW, Preset.NORMAL, 2);
        assertThat(judge(later, NEXT, Optional.of(id))).isEqualTo(new Ruling.WrongPreview());
        assertThat(judge(NEXT, Optional.of("x".repeat(22)))).isEqualTo(new Ruling.WrongPreview());
        assertThat(judge(NEXT, Optional.of("../x"))).isEqualTo(new Ruling.WrongPreview());

        String key = "preview:" + id;
        long left = inStore(commands -> commands.pttl(key));
        assertThat(left).isBetween(1L, 600_000L);
        inStore(commands -> commands.pexpire(key, 1));
        await().until(() -> inStore(commands -> commands.exists(key)) == 0);
        assertThat(judge(NEXT, Optional.of(id))).isEqualTo(new Ruling.WrongPreview());
    }

    @Test
    void guardKnowsThatAPreviewWithAnotherModelIsNoneOfThePolicyAlone() {
        PreviewStore store = node.bean(PreviewStore.class);
        Kept kept =
                new Kept(
                        Fingerprint.of(Documents.read(NEXT, Preset.NORMAL, 2)),
                        1,
                        Optional.of("m-0123456789abcdef"),
                        new Band(0, 1, 0, 1));
        store.keep("m".repeat(22), kept).block(SOON);

        assertThat(judge(NEXT, Optional.of("m".repeat(22)))).isEqualTo(new Ruling.WrongPreview());
    }

    private static Ruling judge(String to, Optional<String> previewId) {
        return judge(node.bean(CurrentPolicy.class).get(), to, previewId);
    }

    private static Ruling judge(Policy from, String to, Optional<String> previewId) {
        return node.bean(Guard.class)
                .judge(from, Documents.read(to, Preset.NORMAL, 2), previewId)
                .blockOptional(SOON)
                .orElseThrow();
    }

    private static <T> T inStore(Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                           | policy: must be there
                    {"patch":{},"polcy":{}}                                      | has only
                    {"policy":{},"patch":{}}                                     | patch: must not be there
                    {"patch":[]}                                                 | patch: must be an object
                    {"patch":{},"preset":"lax"}                                  | preset: must be normal
                    {"patch":{},"modelVersion":"m-1"}                            | modelVersion: must be
                    {"modelVersion":"m-0123456789abcdef"}                        | nobody has this model
                    {"patch":{},"window":{"decisions":0}}                        | window.decisions: must be
                    {"patch":{},"window":{"decisions":1000001}}                  | window.decisions: must be
                    {"patch":{},"window":{"decisions":5,"from":"2026-11-23T10:00:00Z"}} | has only
                    {"patch":{},"window":{"from":"2026-11-23T10:00:00Z","to":"2026-11-23T10:00:00Z"}} | window.from: must be before to
                    {"patch":{},"window":{"from":"yesterday","to":"2026-11-23T10:00:00Z"}} | window.from
                    """)
    void refusesWhatIsNoQuestion(String body, String why) {
        HttpResponse<String> answer = ask(body, ana);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(RiskNode.json(answer).get("detail").stringValue()).contains(why);
    }

    @Test
    void namesTheFaultsOfADocument() {
        HttpResponse<String> answer = ask("{\"patch\":{\"mode\":\"lax\",\"ticketMs\":0}}", ana);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(RiskNode.json(answer).get("faults").valueStream())
                .extracting(fault -> fault.get("pointer").stringValue())
                .containsExactlyInAnyOrder("/mode", "/ticketMs");
    }

    @Test
    void takesNoLargeDocumentAndNobodyElse() {
        String large = "{\"patch\":{\"mode\":\"" + "x".repeat(300_000) + "\"}}";
        assertThat(ask(large, ana).statusCode()).isEqualTo(413);
        assertThat(ask("{\"patch\":{}}", node.account("bob", "buyer")).statusCode()).isEqualTo(403);
        assertThat(node.send(node.post(PATH, "{}").build()).statusCode()).isEqualTo(401);
    }

    private static JsonNode preview(String body) {
        return preview(node, ana, body);
    }

    private static JsonNode preview(RiskNode at, String token, String body) {
        HttpResponse<String> answer = ask(at, body, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RiskNode.json(answer);
    }

    private static HttpResponse<String> ask(String body, String token) {
        return ask(node, body, token);
    }

    private static HttpResponse<String> ask(RiskNode at, String body, String token) {
        return at.send(at.post(PATH, body).header("Authorization", "Bearer " + token).build());
    }

    private static Map<String, Integer> flips(JsonNode preview) {
        Map<String, Integer> flips = new TreeMap<>();
        preview.get("flips")
                .properties()
                .forEach(pair -> flips.put(pair.getKey(), pair.getValue().intValue()));
        return flips;
    }

    private static Map<String, Integer> flips(
            Map<String, String> before, Map<String, String> after) {
        Map<String, Integer> flips = new TreeMap<>();
        before.forEach(
                (id, disposition) -> {
                    String then = String.valueOf(after.get(id));
                    if (!then.equals(disposition)) {
                        String pair = disposition + ">" + then;
                        flips.merge(pair.replace("proceed", "allow"), 1, Integer::sum);
                    }
                });
        return flips;
    }
}
