package dev.fairgate.risk.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // the node is there before any test
class RedisOutcomeStoreIT extends OutcomeStoreContract {

    private static RiskNode node;

    @BeforeAll
    static void start() {
        node = RiskNode.start(Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Override
    OutcomeStore store() {
        return node.bean(OutcomeStore.class);
    }

    @Test
    void keepsNothingForEverAndARepeatProlongsNothing() {
        List<Reported> held = List.of(Reports.of(account(), decision(), Outcome.HELD));
        take(held);
        assertThat(ttl(mark())).isBetween(Duration.ofDays(7).minusMinutes(1), Duration.ofDays(7));
        assertThat(ttl(history(account())))
                .isBetween(Duration.ofDays(30).minusMinutes(1), Duration.ofDays(30));

        shorten(mark());
        shorten(history(account()));
        take(held);
        assertThat(ttl(mark())).isLessThan(Duration.ofMinutes(2));
        assertThat(ttl(history(account()))).isLessThan(Duration.ofMinutes(2));

        take(List.of(Reports.of(account(), decision(), Outcome.PAID)));
        assertThat(ttl(mark())).isGreaterThan(Duration.ofDays(6));
        assertThat(ttl(history(account()))).isGreaterThan(Duration.ofDays(29));
    }

    @Test
    void writesTwoSmallKeysWithTheTagOfTheAccountsOtherKeys() {
        for (Outcome outcome : Outcome.values()) {
            take(List.of(Reports.of(account(), decision(), outcome)));
        }

        assertThat(TestRedis.<List<String>>ask(redis -> redis.keys("*" + account() + "*")))
                .containsExactlyInAnyOrder(mark(), history(account()));
        assertThat(memory(mark())).isLessThanOrEqualTo(160);
        assertThat(memory(history(account()))).isLessThanOrEqualTo(240);
    }

    @Test
    void goesOnAfterTheServerForgotTheScript() {
        take(List.of(Reports.of(account(), decision(), Outcome.HELD)));
        TestRedis.ask(redis -> redis.scriptFlush());

        assertThat(take(List.of(Reports.of(account(), decision(), Outcome.PAID))))
                .containsExactly(true);
    }

    private String mark() {
        return "outcome:{account:" + account() + "}:" + decision();
    }

    private static String history(String account) {
        return "history:{account:" + account + "}";
    }

    private static Duration ttl(String key) {
        return Duration.ofMillis(TestRedis.ask(redis -> redis.pttl(key)));
    }

    private static void shorten(String key) {
        assertThat(TestRedis.<Boolean>ask(redis -> redis.pexpire(key, 60_000))).isTrue();
    }

    private static long memory(String key) {
        return TestRedis.<Long>ask(redis -> redis.memoryUsage(key));
    }
}
