package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Hand;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the store keeps of an account that buys: bounded, and gone after a while.
class MemoryPerAccountIT {

    private static final int ACCOUNTS = 100;
    private static final int MOST_BYTES = 2_048;
    private static final long LONGEST_MS = 86_400_000;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void keepsAtMostTwoKibibytesOfAnAccount() {
        Random random = new Random(5);
        try (RiskNode node = RiskNode.start(Map.of())) {
            for (int i = 0; i < ACCOUNTS; i++) {
                Purchase purchase =
                        Purchase.of(name(i), Purchase.newAddress())
                                .on(name(i))
                                .with(Map.of("telemetry", hands(random)));
                node.assess(purchase);
            }
        }

        Map<String, Long> bytes = new HashMap<>();
        for (String key : TestRedis.<List<String>>ask(redis -> redis.keys("*" + run + "*"))) {
            bytes.merge(key.replaceAll("[{].*", ""), bytesOf(key), Long::sum);
            long life = TestRedis.ask(redis -> redis.pttl(key));
            assertThat(life).as(key).isNotEqualTo(-1).isLessThanOrEqualTo(LONGEST_MS);
        }
        long all = bytes.values().stream().mapToLong(it -> it).sum();

        assertThat(bytes).containsKeys("who:", "req:", "from:");
        assertThat(all / ACCOUNTS).as("bytes by kind: %s", bytes).isLessThanOrEqualTo(MOST_BYTES);
    }

    private static Object hands(Random random) {
        return JsonMapper.shared().readTree(Hand.person(random));
    }

    private static long bytesOf(String key) {
        Long bytes = TestRedis.ask(redis -> redis.memoryUsage(key));
        return bytes == null ? 0 : bytes; // it may just have gone
    }

    private String name(int number) {
        return "keeper-" + run + "-" + number;
    }
}
