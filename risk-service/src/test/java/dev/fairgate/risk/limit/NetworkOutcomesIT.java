package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import dev.fairgate.risk.store.RiskStore;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Outcomes find their way to the network that the purchase came from.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkOutcomesIT {

    private RiskNode node;

    @BeforeAll
    void start() {
        node = RiskNode.start(Map.of());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "10.77.1.9, who:{ipv4-24:10.77.1.0/24}",
        "2001:db8:77:1::9, who:{ipv6-56:2001:db8:77:0:0:0:0:0/56}"
    })
    void countsWhatWasPaidFromWhere(String address, String key) {
        String account = "payer-" + UUID.randomUUID();
        assertThat(node.assess(Purchase.of(account, address)).get("disposition").stringValue())
                .isEqualTo("proceed");
        assertThat(site(key).paid()).isZero();

        report(account, "held");
        report(account, "paid");

        assertThat(site(key).paid()).isEqualTo(1);
        assertThat(site(key).paidShare()).isEqualTo(2 / 3.0);
        long life = TestRedis.ask(redis -> redis.pttl(key));
        assertThat(life).isGreaterThan(86_400_000L);
    }

    @Test
    void remembersForADayFromWhereAHolderWasLetThroughLast() {
        String account = "holder-" + UUID.randomUUID();
        String key = "from:{account:" + account + "}";
        Purchase first = Purchase.of(account, Purchase.newAddress());
        node.assess(first);
        node.finish(first, 409);
        Purchase second = Purchase.of(account, Purchase.newAddress());
        node.assess(second);
        assertThat(TestRedis.<String>ask(redis -> redis.get(key))).isEqualTo(second.address());
        assertThat(TestRedis.<Long>ask(redis -> redis.pttl(key))).isBetween(1L, 100_000L);

        report(account, "held");

        assertThat(TestRedis.<String>ask(redis -> redis.get(key))).isEqualTo(second.address());
        assertThat(TestRedis.<Long>ask(redis -> redis.pttl(key)))
                .isBetween(86_000_000L, 86_400_000L);
    }

    @Test
    void takesAnOutcomeOfAnAccountThatNobodyKnows() {
        report("stranger-" + UUID.randomUUID(), "paid");
    }

    private void report(String account, String outcome) {
        assertThat(
                        node.call(
                                        "/api/v1/outcomes",
                                        """
                                [{"decisionId":"%s","outcome":"%s","at":"2026-11-22T16:00:00Z",\
                                "accountId":"%s"}]"""
                                                .formatted(UlidCreator.getUlid(), outcome, account))
                                .statusCode())
                .isEqualTo(200);
    }

    private Profile site(String key) {
        byte[] value = node.bean(RiskStore.class).getBytes(key).block();
        Profile profile = StoredBucket.held(EntityKind.SITE, value).profile();
        assertThat(profile).isNotNull();
        return profile;
    }
}
