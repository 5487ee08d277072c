package dev.fairgate.risk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestCluster;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.servers.RedisCluster;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whole services on three masters, of which one is killed or falls silent.
@SuppressWarnings("NullAway.Init") // all are there before any test
class ClusterIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int LIVES = 0;
    private static final int LOST = 1;

    /// Long for a busy machine; a master may take half of it.
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /// After which a silent master is dead to the others, and some more.
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private static RedisCluster cluster;
    private static RiskNode a;
    private static RiskNode b;
    private static RiskNode strict;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cluster = RedisCluster.start(directory);
        a = node(Map.of());
        b = node(Map.of());
        strict = node(Map.of("fairgate.policy.file", "classpath:policy-test/strict-wide.json"));
    }

    @AfterAll
    static void stop() {
        strict.close();
        a.close();
        b.close();
        cluster.close();
    }

    @Test
    void twoNodesShareALimit() {
        assertTenProceed(device(LIVES));
    }

    @Test
    void asksReadsTheAnswerAndRemembersWhoSolvedIt() {
        for (int master = 0; master < 3; master++) {
            Purchase asking = Purchase.of(account(master), address(LIVES));
            JsonNode asked = strict.assess(asking);
            assertThat(disposition(asked)).isEqualTo("challenge");
            assertThat(strict.assess(asking)).isEqualTo(asked);
            strict.finish(asking, 428);

            String id = asked.get("challenge").get("id").stringValue();
            Purchase answering = asking.answering(id, strict.answerOf(id));
            assertThat(disposition(strict.assess(answering))).isEqualTo("proceed");
            strict.finish(answering, 409);
            assertThat(disposition(strict.assess(asking.again()))).isEqualTo("proceed");
        }
    }

    @Test
    void withoutOneMasterItsAccountsWaitAndTheOthersGoOn() {
        cluster.kill(LOST);
        try {
            assertOnlyItsAccountsWait();
            cluster.awaitAgreement();
            assertOnlyItsAccountsWait();
            assertTenProceed(device(LOST));
            for (int i = 0; i < 10; i++) {
                assertThat(ready(a)).isEqualTo(200);
            }
        } finally {
            restart();
        }
        assertTenProceed(device(LOST));
    }

    @Test
    void aSilentMasterHoldsUpNobodyPastTheDeadline() {
        cluster.silence(LOST);
        try {
            findOut();
            long from = System.nanoTime();
            while (System.nanoTime() - from < SILENCE.toNanos()) {
                assertOnlyItsAccountsWait();
            }
            assertTenProceed(device(LOST));
        } finally {
            wake();
        }
        assertTenProceed(device(LOST));
    }

    @Test
    void whoIsAskedSomethingIsAskedByAMasterThatAnswers() {
        cluster.kill(LOST);
        try {
            Purchase[] all =
                    Stream.generate(() -> Purchase.of(account(LIVES), address(LIVES)))
                            .limit(20)
                            .toArray(Purchase[]::new);
            for (JsonNode item : batch(strict, all)) {
                assertThat(item.at("/decision/disposition").asString())
                        .as(item::toString)
                        .isEqualTo("challenge");
            }
        } finally {
            restart();
        }
    }

    @Test
    void whoAnswersAChallengeThatIsLostIsAskedAnother() {
        Purchase asking = Purchase.of(account(LIVES), address(LIVES));
        String id = askedBy(LOST, asking);
        String answer = strict.answerOf(id);
        cluster.kill(LOST);
        try {
            JsonNode next = strict.assess(asking.answering(id, answer));
            assertThat(disposition(next)).isEqualTo("challenge");
            assertThat(next.at("/challenge/id").asString()).isNotEqualTo(id);
        } finally {
            restart();
        }
    }

    /// Asks until the challenge belongs to a master.
    private static String askedBy(int master, Purchase buyer) {
        return Stream.generate(buyer::again)
                .limit(100)
                .map(
                        purchase -> {
                            JsonNode asked = strict.assess(purchase);
                            strict.finish(purchase, 428);
                            return asked.at("/challenge/id").asString();
                        })
                .filter(id -> cluster.ownerOf("chal:{" + id + "}") == master)
                .findFirst()
                .orElseThrow();
    }

    /// The first trip waits for half of the deadline. Who is overtaken on it, as the other node
    /// used the same bucket before, has no time for another, and is answered by the node alone.
    private static void findOut() {
        JsonNode its = batch(a, Purchase.of(account(LOST), address(LIVES))).get(0);
        assertThat(its.at("/problem/status").asInt()).isEqualTo(503);
    }

    private static void assertOnlyItsAccountsWait() {
        JsonNode items =
                batch(
                        a,
                        Purchase.of(account(LOST), address(LIVES)),
                        Purchase.of(account(LIVES), address(LIVES)).on(device(LIVES)),
                        Purchase.of(account(LIVES), address(LOST)).on(device(LIVES)),
                        Purchase.of(account(LIVES), address(LIVES)).on(device(LOST)));

        assertThat(items.at("/0/problem/status").asInt()).isEqualTo(503);
        assertThat(items.at("/0/problem/type").asString()).isEqualTo("/problems/risk-unavailable");
        assertProceeds(items.get(1), false);
        assertProceeds(items.get(2), true);
        assertProceeds(items.get(3), true);
    }

    private static void restart() {
        cluster.restart(LOST);
        awaitCounting();
    }

    private static void wake() {
        cluster.wake(LOST);
        awaitCounting();
    }

    /// Until each node has found out that the master is back.
    private static void awaitCounting() {
        for (RiskNode node : new RiskNode[] {a, b, strict}) {
            await().atMost(SOON)
                    .until(
                            () -> {
                                Purchase its = Purchase.of(account(LOST), address(LIVES));
                                JsonNode item = batch(node, its.on(device(LOST))).get(0);
                                return item.has("decision")
                                        && !item.at("/decision/degraded").asBoolean();
                            });
        }
    }

    /// A limit of ten and one a second; alone, two nodes have half of both each.
    private static void assertTenProceed(String device) {
        long begin = System.nanoTime();
        long proceeded =
                IntStream.range(0, 24)
                        .filter(
                                i -> {
                                    Purchase one = Purchase.of(account(LIVES), address(LIVES));
                                    JsonNode item =
                                            batch(i % 2 == 0 ? a : b, one.on(device)).get(0);
                                    return !disposition(item.get("decision")).equals("throttle");
                                })
                        .count();
        long refilled = Duration.ofNanos(System.nanoTime() - begin).toSeconds() + 1;
        assertThat(proceeded).isBetween(10L, Math.min(23, 10 + refilled));
    }

    private static void assertProceeds(JsonNode item, boolean degraded) {
        assertThat(item.at("/decision/disposition").asString())
                .as(item::toString)
                .isEqualTo("proceed");
        assertThat(item.at("/decision/degraded").asBoolean()).isEqualTo(degraded);
    }

    /// Asks about all at once, which takes no longer than the deadline, and says that they are
    /// over.
    private static JsonNode batch(RiskNode node, Purchase... purchases) {
        String items = String.join(",", Stream.of(purchases).map(Purchase::json).toList());
        long from = System.nanoTime();
        JsonNode answers =
                node.callBatch("{\"items\":[" + items + "],\"finished\":[]}").get("items");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(DEADLINE);
        String over = String.join(",", Stream.of(purchases).map(it -> it.finished(409)).toList());
        node.callBatch("{\"items\":[],\"finished\":[" + over + "]}");
        return answers;
    }

    private static RiskNode node(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("spring.data.redis.cluster.nodes", TestCluster.nodes(cluster));
        settings.put("fairgate.decision.deadline", DEADLINE.toMillis() + "ms");
        settings.put("fairgate.store.command-timeout", "1m"); // which must not be what ends a wait
        return RiskNode.start(settings);
    }

    private static int ready(RiskNode node) {
        return node.send(HttpRequest.newBuilder(node.uri("/readyz")).build()).statusCode();
    }

    private static String account(int master) {
        return random(master, "lim:{account:%s}");
    }

    private static String device(int master) {
        return random(master, "lim:{device:%s}");
    }

    private static String random(int master, String key) {
        return TestCluster.belongingTo(
                cluster, master, key, Stream.generate(() -> UUID.randomUUID().toString()));
    }

    /// One whose networks belong to masters that live.
    private static String address(int master) {
        return TestCluster.belongingTo(
                cluster,
                master,
                "lim:{address:%s}",
                Stream.generate(Purchase::newAddress)
                        .filter(it -> livesWithout(it, "ipv4-24", 24))
                        .filter(it -> livesWithout(it, "ipv4-20", 20)));
    }

    private static boolean livesWithout(String address, String kind, int bits) {
        String network = ClientAddress.parse(address).orElseThrow().prefix(bits);
        return cluster.ownerOf("lim:{" + kind + ":" + network + "}") != LOST;
    }

    private static String disposition(JsonNode decision) {
        return decision.get("disposition").stringValue();
    }
}
