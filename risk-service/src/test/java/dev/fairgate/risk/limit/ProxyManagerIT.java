package dev.fairgate.risk.limit;

import dev.fairgate.risk.TestRedis;
import io.github.bucket4j.TimeMeter;
import java.util.List;

/// The oracle itself, held to the contract.
class ProxyManagerIT extends LimitsContract {

    @Override
    LimitsNode node(TimeMeter clock) {
        return new ProxyManagerNode(TestRedis.client(), clock);
    }

    @Override
    List<Long> lifetimes(String text) {
        return TestRedis.ask(
                redis -> redis.keys("*" + text + "*").stream().map(redis::pttl).toList());
    }
}
