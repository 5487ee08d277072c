package dev.fairgate.risk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import dev.fairgate.risk.cluster.CampaignWatch;
import dev.fairgate.risk.database.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Searching and explaining what two nodes over one PostgreSQL decided.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // all are there before any test
class SearchIT {

    private static final String PATH = "/api/v1/decisions";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String sale = "s-" + UUID.randomUUID();
    private Path folder;
    private TestDatabase database;
    private RiskNode a;
    private RiskNode b;
    private String ana;

    @BeforeAll
    void start(@TempDir Path directory) {
        folder = directory;
        database = TestDatabase.in(directory.resolve("postgres")).start();
        TestRedis.ask(redis -> redis.del("nodes")); // of other tests, and gone by now
        a = node("a", "policy/limits-wide.json");
        b = node("b", "policy/strict.json");
        ana = a.account("ana", "analyst");
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
        database.close();
    }

    private RiskNode node(String name, String policy) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fairgate.decision-log.folder", folder.resolve(name).toString());
        settings.put("fairgate.policy.file", "classpath:" + policy);
        settings.put("fairgate.models.first", "true");
        settings.put("fairgate.campaigns.every", "200ms");
        return RiskNode.start(settings);
    }

    @Test
    void pagesToTheEndWithoutDoublesOrGapsWhileNewOnesAreWritten() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            before.addAll(decide(a, sale, 50));
            before.addAll(decide(b, sale, 50));
        }
        awaitAll(sale, before);

        List<JsonNode> found = new ArrayList<>();
        JsonNode page = ok(get(b, "?limit=37&sale=" + sale));
        found.addAll(items(page));
        while (page.get("more").asBoolean()) {
            decide(a, sale, 3);
            decide(b, sale, 3);
            page = ok(get(b, "?limit=37&sale=" + sale + "&cursor=" + page.get("next").asString()));
            found.addAll(items(page));
        }

        assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(found.stream().map(it -> Instant.parse(it.get("decidedAt").asString())).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found.stream().map(it -> it.get("node").asString()).distinct()).hasSize(2);
    }

    @Test
    void findsByEveryFilterAndByAllOfThem() {
        String own = "s-" + UUID.randomUUID();
        Purchase one = purchase(own, "f-" + UUID.randomUUID()).on("D-" + UUID.randomUUID());
        String id = assess(a, one);
        String challenged = assess(b, purchase(own, "f-" + UUID.randomUUID()));
        awaitAll(own, List.of(id, challenged));

        assertThat(find("account=" + one.account())).containsExactly(id);
        assertThat(find("device=" + one.device())).containsExactly(id);
        assertThat(find("sale=" + own + "&verdict=challenge")).contains(challenged);
        assertThat(find("sale=" + own + "&disposition=challenge")).contains(challenged);
        assertThat(find("sale=" + own + "&verdict=block")).isEmpty();
        assertThat(find("sale=" + own + "&reason=no-such-reason")).isEmpty();
        JsonNode item = items(ok(get(a, "?account=" + one.account()))).getFirst();
        String verdict = item.get("verdict").asString();
        assertThat(
                        find(
                                "account=%s&device=%s&sale=%s&verdict=%s&prefix=%s/32"
                                        .formatted(
                                                one.account(),
                                                one.device(),
                                                own,
                                                verdict,
                                                one.address())))
                .containsExactly(id);
        for (JsonNode reason : items(ok(get(a, "?sale=" + own))).getFirst().get("reasons")) {
            assertThat(find("sale=" + own + "&reason=" + reason.get("code").asString()))
                    .isNotEmpty();
        }
        String past = Instant.now().minusSeconds(3_600).toString();
        assertThat(find("sale=" + own + "&to=" + past)).isEmpty();
        assertThat(find("sale=" + own + "&from=" + past)).hasSize(2);
    }

    @Test
    void findsANetworkOnBothNodesAndOverAChangeOfEpoch() {
        String own = "s-" + UUID.randomUUID();
        String address = Purchase.newAddress();
        List<String> ids = new ArrayList<>();
        ids.add(assess(a, purchase(own, "p-" + UUID.randomUUID(), address)));
        ids.add(assess(b, purchase(own, "p-" + UUID.randomUUID(), address)));
        awaitAll(own, ids);
        assertThat(epochs(ids)).hasSize(1);
        assertThat(pseudonyms(ids)).hasSize(1);

        // As if a day had gone by.
        database.run("UPDATE risk.epoch_key SET since = since - interval '1 day'");
        await().atMost(SOON)
                .until(
                        () -> {
                            String first =
                                    assess(a, purchase(own, "p-" + UUID.randomUUID(), address));
                            String second =
                                    assess(b, purchase(own, "p-" + UUID.randomUUID(), address));
                            ids.addAll(List.of(first, second));
                            awaitAll(own, ids);
                            return epochs(List.of(first, second)).size() == 1
                                    && epochs(ids).size() == 2;
                        });

        String network = address.substring(0, address.lastIndexOf('.')) + ".0/24";
        assertThat(find("prefix=" + network + "&limit=200")).hasSameElementsAs(ids);
        assertThat(find("prefix=" + address + "/32&sale=" + own)).hasSameSizeAs(ids);
        assertThat(find("prefix=198.51.100.0/24")).isEmpty();
        assertThat(database.column("SELECT id FROM risk.epoch_key")).hasSize(2);
    }

    @Test
    void namesANodeThatIsGoneAndHasWhatItHasWhenItIsBack() {
        String own = "s-" + UUID.randomUUID();
        String here = assess(a, purchase(own, "g-" + UUID.randomUUID()));
        RiskNode c = node("c", "policy/limits-wide.json");
        String there = assess(c, purchase(own, "g-" + UUID.randomUUID()));
        awaitAll(own, List.of(here, there));
        String log =
                items(ok(get(c, "?sale=" + own + "&scope=node"))).getFirst().get("node").asString();
        JsonNode first = ok(get(b, "?limit=1&sale=" + own));
        c.close();

        JsonNode page = ok(get(a, "?sale=" + own));
        assertThat(ids(items(page))).containsExactly(here);
        assertThat(page.get("incomplete").valueStream().map(JsonNode::asString))
                .containsExactly(log);
        HttpResponse<String> unanswered = get(a, "/" + there);
        assertThat(unanswered.statusCode()).isEqualTo(503);
        assertThat(unanswered.body()).contains("/problems/nodes-unavailable", log);
        assertThat(ok(get(a, "/" + here)).get("incomplete")).hasSize(1);

        c = node("c", "policy/limits-wide.json");
        try {
            assertThat(ok(get(a, "/" + there)).get("node").asString()).isEqualTo(log);
            HttpResponse<String> unknown = get(a, "/" + UlidCreator.getUlid());
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("/problems/decision-not-found");
            List<String> both = new ArrayList<>(ids(items(first)));
            both.addAll(find("limit=9&sale=" + own + "&cursor=" + first.get("next").asString()));
            assertThat(both).containsExactlyInAnyOrder(here, there);
        } finally {
            c.close(); // others of these tests do not look at `incomplete`
        }
    }

    @Test
    void explainsADecisionWithItsChallengeItsOutcomeItsLabelAndTheModel() {
        String own = "demo"; // whose requests a test can finish
        Purchase asking = Purchase.of("e-" + UUID.randomUUID(), Purchase.newAddress());
        JsonNode answer = b.assess(asking);
        b.finish(asking, 428);
        String id = answer.get("decisionId").asString();
        String challenge = answer.at("/challenge/id").asString();
        String second = assess(b, asking.answering(challenge, b.answerOf(challenge)));
        assertThat(report(a, id, asking.account(), own)).isEqualTo(200);
        assertThat(label(id)).isEqualTo(200);
        awaitAll(own, List.of(id, second));

        JsonNode explained =
                await().atMost(SOON)
                        .until(
                                () -> ok(get(a, "/" + id)),
                                it ->
                                        it.at("/outcomes/0/orderId").isString()
                                                && it.at("/challenge/responses/0").isObject());

        assertThat(explained.at("/record/accountId").asString()).isEqualTo(asking.account());
        assertThat(explained.at("/record/limits").size()).isPositive();
        assertThat(explained.at("/challenge/kind").asString()).isEqualTo("proof_of_work");
        assertThat(explained.at("/challenge/responses/0/result").asString()).isEqualTo("right");
        assertThat(explained.at("/outcomes/0/outcome").asString()).isEqualTo("held");
        assertThat(explained.at("/labels/0/label").asString()).isEqualTo("human");
        assertThat(explained.at("/labels/0/by").asString()).isEqualTo("ana");
        assertThat(explained.get("features")).hasSize(FeatureName.values().length);
        assertThat(explained.at("/features/0/name").asString()).isEqualTo("account_rate_10s");
        double bySignal =
                explained
                        .at("/contributions/bySignal")
                        .valueStream()
                        .mapToDouble(JsonNode::asDouble)
                        .sum();
        double byFeature =
                explained
                        .get("features")
                        .valueStream()
                        .mapToDouble(it -> it.path("contribution").asDouble(0))
                        .sum();
        assertThat(explained.at("/contributions/model").asString())
                .isEqualTo(explained.at("/record/modelVersion").asString())
                .startsWith("m-");
        assertThat(byFeature).isNotZero().isCloseTo(bySignal, within(1e-9));
        assertThat(explained.toString()).doesNotContain(asking.address());
    }

    @Test
    void takesNoLabelForADecisionOfTodayThatThereIsNot() {
        long now = System.currentTimeMillis();

        assertThat(label(UlidCreator.getUlid(now - 60_000).toString())).isEqualTo(404);
        assertThat(label(UlidCreator.getUlid(now - 172_800_000).toString())).isEqualTo(200);
    }

    /// Others share the store, and may have campaigns of their own in it.
    private JsonNode ownCluster() {
        return json(get(b, "/api/v1/clusters", ana))
                .get("items")
                .valueStream()
                .filter(it -> it.get("shares").toString().contains("networks of kind hosting"))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    @Test
    void showsACampaignWithItsMembers() {
        String own = "s-" + UUID.randomUUID();
        Cells cells = a.bean(Cells.class);
        List<String> accounts =
                IntStream.range(0, 12).mapToObj(i -> "k-" + UUID.randomUUID()).toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            RiskNode node = i % 2 == 0 ? a : b;
            ids.add(assess(node, purchase(own, accounts.get(i))));
        }
        awaitAll(own, ids);
        JsonNode cluster =
                await().atMost(SOON)
                        .until(
                                () -> {
                                    accounts.forEach(
                                            it ->
                                                    a.bean(CampaignWatch.class)
                                                            .saw(
                                                                    cells.hash(it),
                                                                    System.currentTimeMillis(),
                                                                    alike(it)));
                                    return ownCluster();
                                },
                                it -> it.path("size").asInt(0) >= 12);

        String path = "/api/v1/clusters/" + cluster.get("id").asString();
        JsonNode one = json(get(b, path + "?limit=5", ana));

        assertThat(one.get("members").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(one.get("shares").toString())
                .contains("accounts about", "after opening", "networks of kind hosting");
        List<String> members = new ArrayList<>(accountsOf(one));
        assertThat(members).hasSize(5);
        while (!one.get("next").isNull()) {
            one = json(get(b, path + "?limit=5&cursor=" + one.get("next").asString(), ana));
            members.addAll(accountsOf(one));
        }
        assertThat(members).containsAll(accounts).doesNotHaveDuplicates();
        assertThat(one.at("/sales/" + own).asInt()).isEqualTo(12);
        assertThat(get(a, "/api/v1/clusters/" + UlidCreator.getUlid(), ana).statusCode())
                .isEqualTo(404);
        assertThat(get(a, "/api/v1/clusters?x=1", ana).statusCode()).isEqualTo(400);
        assertThat(get(a, path + "?limit=501", ana).statusCode()).isEqualTo(400);
    }

    /// A place that all of them share, give or take a little: young accounts of a hosting network.
    private static float[] alike(String account) {
        float[] position = new float[14];
        position[0] = (account.hashCode() & 0xff) / 100_000f;
        position[8] = 0.41f;
        position[9] = 0.35f;
        position[10] = 0.25f;
        position[12] = (float) (0.25 * Math.cos(6 * Math.PI / 5));
        position[13] = (float) (0.25 * Math.sin(6 * Math.PI / 5));
        return position;
    }

    private static List<String> accountsOf(JsonNode cluster) {
        return items(cluster).stream().map(it -> it.get("accountId").asString()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/decisions?prefix=10.0.0.0/8,400",
        "/api/v1/decisions?limit=1000,400",
        "/api/v1/decisions?cursor=x,400",
        "/api/v1/decisions/01KAPZ9E07ZYXWVTSRQPNMKJHG?scope=all,400",
        "/api/v1/decisions/01KAPZ9E07ZYXWVTSRQPNMKJHG?challengeRef=x,400",
        "/api/v1/decisions/01KAPZ9E07ZYXWVTSRQPNMKJHG?x=1,400",
        "/api/v1/decisions/nope,404",
        "/api/v1/clusters/nope,404",
    })
    void answersAProblemToWhatItCannotRead(String path, int status) {
        HttpResponse<String> answer = get(a, path, ana);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/decisions",
        "/api/v1/decisions/01KAPZ9E07ZYXWVTSRQPNMKJHG",
        "/api/v1/clusters",
        "/api/v1/clusters/01KAPZ9E07ZYXWVTSRQPNMKJHG"
    })
    void isForAnalystsOnly(String path) {
        assertThat(get(a, path, a.account("bea", "buyer")).statusCode()).isEqualTo(403);
        assertThat(a.send(HttpRequest.newBuilder(a.uri(path)).build()).statusCode()).isEqualTo(401);
        HttpResponse<String> post =
                a.send(
                        HttpRequest.newBuilder(a.uri(path))
                                .header("Authorization", "Bearer " + ana)
                                .POST(BodyPublishers.noBody())
                                .build());
        assertThat(post.statusCode()).isEqualTo(405);
    }

    private static Purchase purchase(String sale, String account) {
        return purchase(sale, account, Purchase.newAddress());
    }

    private static Purchase purchase(String sale, String account, String address) {
        return Purchase.of(account, address).with(Map.of("saleId", sale));
    }

    private static String assess(RiskNode node, Purchase purchase) {
        return node.assess(purchase).get("decisionId").asString();
    }

    private static List<String> decide(RiskNode node, String sale, int times) {
        List<String> purchases =
                IntStream.range(0, times)
                        .mapToObj(_ -> purchase(sale, "x-" + UUID.randomUUID()).json())
                        .toList();
        return node.callBatch("{\"items\":[" + String.join(",", purchases) + "]}")
                .get("items")
                .valueStream()
                .map(item -> item.at("/decision/decisionId").asString())
                .toList();
    }

    private static int report(RiskNode node, String id, String account, String sale) {
        String outcome =
                """
                [{"decisionId":"%s","outcome":"held","at":"%s","accountId":"%s","saleId":"%s",
                  "orderId":"o-1"}]
                """
                        .formatted(id, Instant.now(), account, sale);
        return node.call("/api/v1/outcomes", outcome).statusCode();
    }

    private int label(String id) {
        return a.send(
                        HttpRequest.newBuilder(a.uri(PATH + "/" + id + "/label"))
                                .header("Authorization", "Bearer " + ana)
                                .header("Content-Type", "application/json")
                                .PUT(
                                        BodyPublishers.ofString(
                                                "{\"label\":\"human\",\"source\":\"appeal\"}"))
                                .build())
                .statusCode();
    }

    /// What is decided is in the log a moment later.
    private void awaitAll(String sale, List<String> ids) {
        await().atMost(SOON)
                .until(
                        () -> {
                            List<String> found = new ArrayList<>();
                            JsonNode page = ok(get(a, "?limit=200&sale=" + sale));
                            found.addAll(ids(items(page)));
                            while (page.get("more").asBoolean()) {
                                String next = page.get("next").asString();
                                page = ok(get(a, "?limit=200&sale=" + sale + "&cursor=" + next));
                                found.addAll(ids(items(page)));
                            }
                            return found.containsAll(ids);
                        });
    }

    private List<String> epochs(List<String> ids) {
        return records(ids).map(it -> it.get("epoch").asString()).distinct().toList();
    }

    private List<String> pseudonyms(List<String> ids) {
        return records(ids).map(it -> it.at("/addresses/24").asString()).distinct().toList();
    }

    private Stream<JsonNode> records(List<String> ids) {
        return ids.stream().map(id -> ok(get(a, "/" + id)).get("record"));
    }

    private List<String> find(String parameters) {
        return ids(items(ok(get(a, "?" + parameters))));
    }

    private static List<JsonNode> items(JsonNode page) {
        return page.get("items").valueStream().toList();
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(it -> it.get("decisionId").asString()).toList();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RiskNode.json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ok(answer);
    }

    private HttpResponse<String> get(RiskNode node, String more) {
        return get(node, PATH + more, ana);
    }

    private static HttpResponse<String> get(RiskNode node, String path, String token) {
        return node.send(
                HttpRequest.newBuilder(node.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .build());
    }
}
