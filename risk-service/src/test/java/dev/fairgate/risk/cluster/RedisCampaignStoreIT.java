package dev.fairgate.risk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import dev.fairgate.risk.cluster.RedisCampaignStore.Times;
import dev.fairgate.risk.store.RiskStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@SuppressWarnings("NullAway.Init") // the node is there before any test
class RedisCampaignStoreIT {

    private static RiskNode node;

    @BeforeAll
    static void start() {
        node = RiskNode.start(Map.of("fairgate.campaigns.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void forget() {
        TestRedis.ask(
                redis ->
                        redis.del(
                                RedisCampaignStore.CHUNKS,
                                RedisCampaignStore.BYTES,
                                RedisCampaignStore.SNAPSHOT,
                                RedisCampaignStore.LEASE));
    }

    @Test
    void keepsTheChunksOfAllNodesInOrder() {
        append(store("a"), "one");
        append(store("b"), "two");

        assertThat(chunks()).containsExactly("one", "two");
        assertThat(ttl(RedisCampaignStore.CHUNKS)).isBetween(500_000L, 600_000L);
        assertThat(ttl(RedisCampaignStore.BYTES)).isBetween(500_000L, 600_000L);
    }

    @Test
    void dropsTheOldestWhereThereIsNoRoom() {
        byte[] half = new byte[RedisCampaignStore.MOST_BYTES / 2 - 13];
        store("a").append(half).block();
        store("a").append(half).block();
        assertThat(store("a").chunks().blockOptional().orElseThrow()).hasSize(2);

        append(store("a"), "new");
        assertThat(store("a").chunks().blockOptional().orElseThrow()).hasSize(2);
        assertThat(counted()).isEqualTo(RedisCampaignStore.MOST_BYTES / 2 + 16);
    }

    @Test
    void dropsWhatIsOutOfTheWindow() {
        RedisCampaignStore brief = store("a", Duration.ofMillis(400));
        append(store("a"), "old");
        long begin = System.nanoTime();
        await().until(() -> System.nanoTime() - begin > Duration.ofMillis(600).toNanos());
        append(brief, "new");

        assertThat(chunks()).containsExactly("new");
        assertThat(counted()).isEqualTo(16);
    }

    @Test
    void beginsAnewWhereOneOfTheTwoKeysIsGone() {
        append(store("a"), "old");
        TestRedis.ask(redis -> redis.del(RedisCampaignStore.BYTES));
        append(store("a"), "new");
        assertThat(chunks()).containsExactly("new");

        TestRedis.ask(redis -> redis.del(RedisCampaignStore.CHUNKS));
        append(store("a"), "newer");
        assertThat(chunks()).containsExactly("newer");
        assertThat(counted()).isEqualTo(18);
    }

    @Test
    void writesASnapshotOnlyOverTheOneItWasMadeAfter() {
        byte[] one = bytes("one");
        byte[] two = bytes("two");
        assertThat(yes(store("a").publish(null, one))).isTrue();
        assertThat(yes(store("b").publish(null, two))).isFalse();
        assertThat(yes(store("b").publish(two, two))).isFalse();
        assertThat(store("b").snapshot().block()).isEqualTo(one);
        assertThat(yes(store("b").publish(one, two))).isTrue();
        assertThat(store("a").snapshot().block()).isEqualTo(two);
        assertThat(ttl(RedisCampaignStore.SNAPSHOT)).isBetween(20_000L, 30_000L);
    }

    @Test
    void oneNodeHasTheLeaseUntilItGivesItBackOrItEnds() {
        assertThat(yes(store("a").lead())).isTrue();
        assertThat(yes(store("b").lead())).isFalse();
        assertThat(yes(store("a").lead())).isTrue();
        assertThat(ttl(RedisCampaignStore.LEASE)).isBetween(1L, 6_000L);

        store("b").resign().block();
        assertThat(yes(store("b").lead())).isFalse();
        store("a").resign().block();
        assertThat(yes(store("b").lead())).isTrue();

        TestRedis.ask(redis -> redis.pexpire(RedisCampaignStore.LEASE, 200));
        await().atMost(Duration.ofSeconds(5)).until(() -> yes(store("a").lead()));
        assertThat(yes(store("b").lead())).isFalse();
    }

    private static RedisCampaignStore store(String name) {
        return store(name, Duration.ofMinutes(10));
    }

    private static RedisCampaignStore store(String name, Duration window) {
        Times times =
                new Times(
                        Duration.ofSeconds(5),
                        window,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(6));
        return new RedisCampaignStore(node.bean(RiskStore.class), name, times);
    }

    private static void append(RedisCampaignStore store, String text) {
        store.append(bytes(text)).block();
    }

    private static List<String> chunks() {
        return store("a").chunks().blockOptional().orElseThrow().stream()
                .map(it -> new String(it, StandardCharsets.US_ASCII))
                .toList();
    }

    private static long counted() {
        return Long.parseLong(TestRedis.<String>ask(redis -> redis.get(RedisCampaignStore.BYTES)));
    }

    private static boolean yes(Mono<Boolean> answer) {
        return answer.blockOptional().orElseThrow();
    }

    private static long ttl(String key) {
        return TestRedis.<Long>ask(redis -> redis.pttl(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
