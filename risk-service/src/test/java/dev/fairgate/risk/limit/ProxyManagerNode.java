package dev.fairgate.risk.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;

/// The oracle: Bucket4j's own way to share buckets over Redis, one bucket after the other. Its keys
/// are not ours, so that both can be asked about the same entities.
final class ProxyManagerNode implements LimitsNode {

    private final RedisClient client;
    private final ProxyManager<String> buckets;

    ProxyManagerNode(RedisClient client, TimeMeter clock) {
        this.client = client;
        this.buckets =
                Bucket4jLettuce.casBasedBuilder(
                                client.connect(
                                        RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                        .clientClock(clock)
                        .requestTimeout(Duration.ofSeconds(10))
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        Duration.ofSeconds(5)))
                        .build();
    }

    @Override
    public List<LimitOutcome> take(List<LimitRequest> requests) {
        return requests.stream().map(this::take).toList();
    }

    private LimitOutcome take(LimitRequest request) {
        Limit limit = request.limit().orElseThrow();
        BucketConfiguration configuration =
                BucketConfiguration.builder()
                        .addLimit(
                                bandwidth ->
                                        bandwidth
                                                .capacity(limit.capacity())
                                                .refillGreedy(
                                                        limit.refillTokens(), limit.refillPeriod()))
                        .build();
        ConsumptionProbe probe =
                buckets.builder()
                        .withImplicitConfigurationReplacement(
                                request.version(), TokensInheritanceStrategy.PROPORTIONALLY)
                        .build("oracle:" + request.storeKey(), () -> configuration)
                        .tryConsumeAndReturnRemaining(1);
        return new LimitOutcome(
                request.key().entity(),
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                null,
                false);
    }

    @Override
    public void close() {
        client.close();
    }
}
