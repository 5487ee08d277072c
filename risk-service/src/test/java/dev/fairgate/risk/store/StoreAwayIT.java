package dev.fairgate.risk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FaultProxy.Fault;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import io.lettuce.core.resource.ClientResources;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store gone, slow and back, with the product's own timeouts.
class StoreAwayIT {

    /// A generous bound for a busy machine; the deadline inside is 120 ms, a hang would be seconds.
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

    @TempDir Path directory;

    @Test
    void answers503WhileTheStoreIsGoneAndIsBackByItself() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode node = node(redis.port())) {
            await().atMost(BACK_WITHIN).until(() -> status(node) == 200);
            // Spans of commands can fail while one is cancelled, and swallow the timeout.
            assertThat(node.bean(ClientResources.class).tracing().isEnabled()).isFalse();

            redis.kill();
            assertUnavailable(node);
            assertThat(probe(node, "/livez")).isEqualTo(200);
            assertThat(probe(node, "/readyz")).isEqualTo(503);
            String batch = "{\"items\":[%s],\"finished\":[]}".formatted(purchase().json());
            assertThat(node.callBatch(batch).get("items").get(0).get("problem").get("status"))
                    .hasToString("503");

            redis.start();
            await().atMost(BACK_WITHIN).until(() -> status(node) == 200);
            await().atMost(BACK_WITHIN).until(() -> probe(node, "/readyz") == 200);
        }
    }

    @Test
    void answers503WithinTheDeadlineWhileTheStoreIsSilent() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                FaultProxy proxy = FaultProxy.before(redis.port());
                RiskNode node = node(proxy.port())) {
            await().atMost(BACK_WITHIN).until(() -> status(node) == 200);

            proxy.inject(Fault.SWALLOW_REPLIES);
            assertUnavailable(node);

            proxy.inject(Fault.REFUSE); // the connection goes, as it does when a host is lost
            assertUnavailable(node);
            proxy.inject(Fault.NONE);
            await().atMost(BACK_WITHIN).until(() -> status(node) == 200);
        }
    }

    /// Two whole trips would be twice the deadline.
    @Test
    void whoComesWhileOthersWaitForASilentStoreHasNoLongerToWait() {
        Duration deadline = Duration.ofSeconds(2);
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode node =
                        RiskNode.exactly(
                                Map.of(
                                        "spring.data.redis.port", Integer.toString(redis.port()),
                                        "fairgate.store.command-timeout", "10s",
                                        "fairgate.decision.deadline", deadline.toString()))) {
            await().atMost(BACK_WITHIN).until(() -> status(node) == 200);
            redis.silence();
            long from = System.nanoTime();
            Stream.generate(() -> node.assessLater(purchase()))
                    .limit(20)
                    .toList()
                    .forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isLessThan(deadline.multipliedBy(3).dividedBy(2));
            redis.wake();
        }
    }

    /// However patient the client was told to be.
    @Test
    void startsBesideAStoreThatSaysNothingAndWorksOnceItSpeaks() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                FaultProxy proxy = FaultProxy.before(redis.port())) {
            proxy.inject(Fault.SWALLOW_REPLIES);
            try (RiskNode node =
                    RiskNode.exactly(
                            Map.of(
                                    "spring.data.redis.port",
                                    Integer.toString(proxy.port()),
                                    "spring.data.redis.timeout",
                                    "1m"))) {
                assertUnavailable(node);
                proxy.inject(Fault.NONE);
                await().atMost(BACK_WITHIN).until(() -> status(node) == 200);
            }
        }
    }

    @Test
    void startsWithoutAStoreAndWorksOnceThereIsOne() {
        int port = FreePort.next();
        try (RiskNode node = node(port)) {
            assertUnavailable(node);
            assertThat(probe(node, "/readyz")).isEqualTo(503);

            try (RedisServer redis = RedisServer.riskStore(directory, port).start()) {
                assertThat(redis.port()).isEqualTo(port);
                await().atMost(BACK_WITHIN).until(() -> status(node) == 200);
            }
        }
    }

    private static RiskNode node(int port) {
        return RiskNode.exactly(Map.of("spring.data.redis.port", Integer.toString(port)));
    }

    private static void assertUnavailable(RiskNode node) {
        long from = System.nanoTime();
        HttpResponse<String> answer = node.assessLater(purchase()).join();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(DEADLINE);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(RiskNode.json(answer).get("type").stringValue())
                .isEqualTo("/problems/risk-unavailable");
    }

    private static int status(RiskNode node) {
        return node.assessLater(purchase()).join().statusCode();
    }

    private static int probe(RiskNode node, String path) {
        return node.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                                .build())
                .statusCode();
    }

    private static Purchase purchase() {
        String address = Purchase.newAddress();
        return Purchase.of("u-" + address.replace('.', '-'), address);
    }
}
