package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import io.lettuce.core.RedisClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The risk store is lost; what was learned of networks is not. PostgreSQL comes and goes, and
/// decisions go on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostStoreIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Instant begin =
            Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS);

    private RedisServer redis;
    private TestDatabase database;

    @BeforeAll
    void start(@TempDir Path directory) {
        redis = RedisServer.riskStore(directory.resolve("redis"), FreePort.next()).start();
        database = TestDatabase.in(directory.resolve("postgres")).start();
    }

    @AfterAll
    void stop() {
        redis.close();
        database.close();
    }

    @Test
    void knowsTheUsualCrowdOfANetworkAgain() {
        LimitKey site = new LimitKey(LimitEntity.IPV4_24, "10.66.1.0/24");
        LimitKey region = new LimitKey(LimitEntity.IPV4_20, "10.66.0.0/20");
        Learned learned;
        try (RiskNode node = node("200ms")) {
            for (int hour = 0; hour < 7; hour++) {
                crowd(node, "10.66.1.", hour);
            }
            Profile profile = profile(node, site);
            assertThat(profile.hoursLearned()).isEqualTo(6);
            assertThat(profile.usualCrowd()).isBetween(30.0, 45.0);
            learned = profile.learned().orElseThrow();
            await().atMost(SOON).until(() -> hoursStored(site) == 6 && hoursStored(region) == 6);
        }
        assertThat(database.column("SELECT entity FROM risk.network"))
                .contains(site.text(), region.text())
                .allMatch(it -> it.startsWith("ipv4-24:") || it.startsWith("ipv4-20:"));
        loseTheStore();

        try (RiskNode node = node("1m")) {
            assertThat(isReady(node)).isTrue();
            NetworkMemory memory = node.bean(NetworkMemory.class);
            await().atMost(SOON).until(() -> memory.recall(site).isPresent());
            assertThat(proceeds(node, "10.66.1.1", begin.plus(Duration.ofHours(7)))).isTrue();

            assertThat(profile(node, site).sequence()).isEqualTo(1);
            assertThat(profile(node, site).learned()).contains(learned);
            assertThat(profile(node, region).hoursLearned()).isEqualTo(6);
            LimitKey address = new LimitKey(LimitEntity.ADDRESS, "10.66.1.1");
            assertThat(profile(node, address).hoursLearned()).isZero();

            loseTheStore(); // also while the node lives
            assertThat(proceeds(node, "10.66.1.2", begin.plus(Duration.ofHours(7)))).isTrue();
            assertThat(profile(node, site).learned()).contains(learned);
            proceeds(node, "10.66.1.3", begin.plus(Duration.ofHours(8)));
        }
        assertThat(hoursStored(site)).as("a node that stops writes once more").isEqualTo(7);
    }

    @Test
    void decidesWhilePostgresIsAwayAndWritesWhatItLearnedMeanwhileLater() {
        LimitKey site = new LimitKey(LimitEntity.IPV4_24, "10.67.1.0/24");
        database.kill();
        try (RiskNode node = node("200ms")) {
            assertThat(isReady(node)).isTrue();
            for (int hour = 0; hour < 5; hour++) {
                assertThat(proceeds(node, "10.67.1.1", begin.plus(Duration.ofHours(hour))))
                        .isTrue();
            }
            database.start();
            await().atMost(SOON).until(() -> hoursStored(site) == 4);

            database.kill();
            for (int hour = 5; hour < 9; hour++) {
                assertThat(proceeds(node, "10.67.1.1", begin.plus(Duration.ofHours(hour))))
                        .isTrue();
            }
            database.start();
            await().atMost(SOON).until(() -> hoursStored(site) == 8);
        }
    }

    private RiskNode node(String every) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fairgate.learned.every", every);
        settings.put("fairgate.policy.file", "classpath:policy/limits-wide.json");
        settings.put("spring.data.redis.port", Integer.toString(redis.port()));
        return RiskNode.start(settings);
    }

    /// 40 people in the course of an hour.
    private void crowd(RiskNode node, String network, int hour) {
        for (int i = 0; i < 40; i++) {
            Instant now = begin.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(i));
            assertThat(proceeds(node, network + i, now)).isTrue();
        }
    }

    private static boolean proceeds(RiskNode node, String address, Instant now) {
        String account = "a-" + address.replace('.', '-') + "-" + now.toEpochMilli();
        Purchase purchase = Purchase.of(account, address).with(Map.of("now", now.toString()));
        return node.assess(purchase).get("disposition").stringValue().equals("proceed");
    }

    private static Profile profile(RiskNode node, LimitKey key) {
        byte[] value = node.bean(RiskStore.class).getBytes(key.storeKey()).block();
        Profile profile = StoredBucket.held(key.entity().kind(), value).profile();
        assertThat(profile).isNotNull();
        return profile;
    }

    private int hoursStored(LimitKey network) {
        return database
                .column("SELECT hours FROM risk.network WHERE entity = '" + network.text() + "'")
                .stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(-1);
    }

    private static boolean isReady(RiskNode node) {
        return node.send(HttpRequest.newBuilder(node.uri("/readyz")).build()).statusCode() == 200;
    }

    private void loseTheStore() {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
                var connection = client.connect()) {
            connection.sync().flushall();
        }
    }
}
