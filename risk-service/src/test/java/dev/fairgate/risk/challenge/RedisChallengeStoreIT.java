package dev.fairgate.risk.challenge;

import dev.fairgate.captcha.ChallengeStore;
import dev.fairgate.captcha.ChallengeStoreContract;
import dev.fairgate.risk.TestRedis;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.StoreClock;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterEach;

class RedisChallengeStoreIT extends ChallengeStoreContract {

    private final RedisClient client = TestRedis.client();
    private final RiskStore store = new RiskStore(() -> client, new StoreClock());

    @Override
    protected ChallengeStore store() {
        return new RedisChallengeStore(store);
    }

    @AfterEach
    void close() {
        store.close();
        client.close();
    }
}
