package dev.fairgate.risk.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.TestRedis;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.StoreClock;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class RedisNodesIT {

    private static final String KEY = "nodes";

    private final RedisClient client = TestRedis.client();
    private final RiskStore store = new RiskStore(() -> client, new StoreClock());
    private Instant now = Instant.parse("2026-11-22T16:00:00Z");
    private final Nodes nodes =
            new RedisNodes(store, () -> now, new Random(1), Duration.ofSeconds(5));

    @BeforeEach
    @AfterEach
    void forgetAll() {
        TestRedis.ask(redis -> redis.del(KEY));
    }

    @AfterEach
    void close() {
        store.close();
        client.shutdown();
    }

    @Test
    void knowsAllThatAnnounceThemselvesAtTheSameMoment() {
        Flux.range(1, 6).flatMap(i -> nodes.announce(node(i))).then().toFuture().join();

        assertThat(known())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 6).mapToObj(i -> node(i).id()).toList());
    }

    @Test
    void forgetsANodeAnHourAfterItWasThere() {
        announce(node(1));
        now = now.plus(Duration.ofMinutes(59));
        announce(node(2));
        assertThat(known()).hasSize(2);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(known()).containsExactly(node(2).id());
        Long left = TestRedis.ask(redis -> redis.pttl(KEY));
        assertThat(left).isBetween(1L, 3_600_000L);
    }

    @Test
    void knowsANodeThatLostItsLogByItsNewId() {
        announce(node(1));
        announce(new Node("ffffffffffff", node(1).url(), now));

        assertThat(known()).containsExactly("ffffffffffff");
    }

    @Test
    void keepsTheThirtyTwoThatWereThereLast() {
        for (int i = 1; i <= 33; i++) {
            now = now.plusSeconds(1);
            announce(node(i));
        }

        assertThat(known()).hasSize(32).doesNotContain(node(1).id());
    }

    @Test
    void takesNoNoticeOfWhatIsNoNode() {
        TestRedis.ask(
                redis ->
                        redis.set(
                                KEY,
                                """
                                x
                                0123456789ab file:///etc 9790000000
                                0123456789ab http://user:word@host:1 9790000000
                                """));

        assertThat(known()).isEmpty();
        announce(node(3));
        assertThat(known()).containsExactly(node(3).id());
    }

    private void announce(Node node) {
        nodes.announce(node).toFuture().join();
    }

    private List<String> known() {
        return nodes.all().toFuture().join().stream().map(Node::id).toList();
    }

    private Node node(int number) {
        return new Node(
                "%012x".formatted(number), URI.create("http://10.0.0." + number + ":8081"), now);
    }
}
