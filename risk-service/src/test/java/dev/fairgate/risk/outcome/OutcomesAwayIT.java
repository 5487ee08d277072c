package dev.fairgate.risk.outcome;

import static dev.fairgate.risk.outcome.Reports.newAccount;
import static dev.fairgate.risk.outcome.Reports.newDecision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestCluster;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FaultProxy.Fault;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisCluster;
import dev.fairgate.servers.RedisProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The store gone, silent, or a third of it gone: nothing is lost and nothing counts twice when
/// the reporter repeats, as it is told to.
class OutcomesAwayIT {

    private static final String PATH = "/api/v1/outcomes";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int LOST = 1;

    @TempDir Path directory;

    private final String account = newAccount();
    private final List<Reported> batch =
            List.of(
                    Reports.of(account, newDecision(), Outcome.HELD),
                    Reports.of(account, newDecision(), Outcome.HELD),
                    Reports.withoutAccount(newDecision(), Outcome.CHARGEBACK));

    private final Reported before = Reports.of(newAccount(), newDecision(), Outcome.HELD);

    @Test
    void answers503WhileTheStoreIsGoneAndTakesTheBatchWhenItIsBack() throws IOException {
        try (RedisProcess redis = RedisProcess.riskStore(redisFolder(), FreePort.next()).start();
                RiskNode node = node(redis.port())) {
            redis.kill();
            assertUnavailable(node);
            assertAway(node);

            redis.start();
            repeat(node, batch);
            assertThat(history(node).count(Outcome.HELD)).isEqualTo(2);
        }
        assertThat(loggedDecisions()).containsExactlyInAnyOrderElementsOf(decisions());
    }

    @Test
    void logsOnceWhatASilentStoreHasTakenAllTheSame() throws IOException {
        try (RedisProcess redis = RedisProcess.riskStore(redisFolder(), FreePort.next()).start();
                FaultProxy proxy = FaultProxy.before(redis.port());
                RiskNode node =
                        node(
                                Map.of(
                                        "spring.data.redis.port",
                                        Integer.toString(proxy.port()),
                                        "fairgate.store.command-timeout",
                                        "1m"))) { // which must not be what ends a wait
            repeat(node, List.of(before)); // now the store knows the script
            proxy.inject(Fault.SWALLOW_REPLIES);
            assertUnavailable(node);
            assertUnavailable(node);
            assertAway(node);

            proxy.inject(Fault.REFUSE); // the connection goes, as it does when a host is lost
            assertUnavailable(node);
            proxy.inject(Fault.NONE);
            assertThat(repeat(node, batch).get("repeated").asInt()).isEqualTo(3);
            assertThat(history(node).count(Outcome.HELD)).isEqualTo(2);
        }
        assertThat(loggedDecisions()).containsExactlyInAnyOrderElementsOf(decisions());
    }

    @Test
    void takesTheAccountsOfMastersThatLiveAndTheOthersWhenTheirsIsBack() {
        try (RedisCluster cluster = RedisCluster.start(directory.resolve("cluster"));
                RiskNode node =
                        node(
                                Map.of(
                                        "spring.data.redis.cluster.nodes",
                                        TestCluster.nodes(cluster)))) {
            List<Reported> all =
                    IntStream.range(0, 9)
                            .mapToObj(
                                    i ->
                                            Reports.of(
                                                    account(cluster, i % 3),
                                                    newDecision(),
                                                    Outcome.PAID))
                            .toList();

            cluster.kill(LOST);
            assertUnavailable(node.call(PATH, Reports.json(all)));
            for (Reported reported : all) {
                String name = reported.accountId().orElseThrow();
                if (cluster.ownerOf(history(name)) != LOST) {
                    assertThat(history(node, name).count(Outcome.PAID)).isEqualTo(1);
                }
            }

            cluster.restart(LOST);
            repeat(node, all);
            assertThat(all)
                    .allSatisfy(
                            it ->
                                    assertThat(
                                                    history(node, it.accountId().orElseThrow())
                                                            .count(Outcome.PAID))
                                            .isEqualTo(1));
        }
    }

    private static String account(RedisCluster cluster, int master) {
        return TestCluster.belongingTo(
                cluster,
                master,
                history("%s"),
                Stream.generate(() -> UUID.randomUUID().toString()));
    }

    private static String history(String account) {
        return "history:{account:" + account + "}";
    }

    private Path redisFolder() throws IOException {
        return Files.createDirectory(directory.resolve("redis"));
    }

    private RiskNode node(int port) {
        return node(Map.of("spring.data.redis.port", Integer.toString(port)));
    }

    private RiskNode node(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("fairgate.decision-log.folder", directory.resolve("log").toString());
        return RiskNode.exactly(settings);
    }

    private void assertUnavailable(RiskNode node) {
        assertUnavailable(node.call(PATH, Reports.json(batch)));
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(RiskNode.json(answer).get("type").asString())
                .isEqualTo("/problems/risk-unavailable");
    }

    /// Who reads a history has an error within the deadline.
    private void assertAway(RiskNode node) {
        long from = System.nanoTime();
        assertThatThrownBy(() -> history(node))
                .satisfies(error -> assertThat(RiskStore.isAway(error)).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
    }

    /// Repeats as the sale engine does, until the whole batch is taken.
    private static JsonNode repeat(RiskNode node, List<Reported> batch) {
        HttpResponse<String> last =
                await().atMost(SOON)
                        .until(
                                () -> node.call(PATH, Reports.json(batch)),
                                it -> it.statusCode() != 503);
        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        return RiskNode.json(last);
    }

    private History history(RiskNode node) {
        return history(node, account);
    }

    private static History history(RiskNode node, String name) {
        return node.bean(Histories.class).of(name).toFuture().join();
    }

    private List<String> decisions() {
        return batch.stream().map(Reported::decisionId).toList();
    }

    /// After the node is closed.
    private List<String> loggedDecisions() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("log"))) {
            return Files.readAllLines(
                            files.filter(file -> file.toString().endsWith(".jsonl"))
                                    .findFirst()
                                    .orElseThrow())
                    .stream()
                    .map(JsonMapper.shared()::readTree)
                    .filter(line -> line.path("kind").asString("").equals("outcome"))
                    .map((JsonNode line) -> line.get("decisionId").asString())
                    .filter(decision -> !decision.equals(before.decisionId()))
                    .toList();
        }
    }
}
