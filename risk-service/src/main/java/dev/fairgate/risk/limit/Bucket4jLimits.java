package dev.fairgate.risk.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.risk.store.RiskStore;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Buckets in the risk store by Bucket4j: compare-and-swap per key, so that any number of nodes
/// share one count.
///
/// One proxy per key lives in a bounded cache and sends what waits at the same moment as one
/// command ("batching": exact, unlike Bucket4j's other optimisations), because a proxy per request
/// collapses on a hot key. Bucket4j's defaults have no expiry, retry for ever and wait for ever;
/// all three are set here.
final class Bucket4jLimits implements Limits {

    private static final int MAX_RETRIES = 20;
    private static final int MAX_KEYS = 50_000;
    private static final Duration KEY_IDLE = Duration.ofMinutes(1);
    private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(5);

    private final Mono<AsyncProxyManager<String>> manager;
    private final Cache<String, AsyncBucketProxy> buckets =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterAccess(KEY_IDLE).build();

    Bucket4jLimits(RiskStore store, TimeMeter clock, Duration timeout) {
        this.manager =
                store.connection()
                        .map(connection -> manager(connection, clock, timeout))
                        .cache(
                                _ -> Duration.ofMillis(Long.MAX_VALUE),
                                _ -> Duration.ZERO,
                                () -> Duration.ZERO);
    }

    @Override
    public Mono<List<LimitOutcome>> tryConsume(List<LimitRequest> requests) {
        return manager.flatMap(
                proxies ->
                        Flux.fromIterable(requests)
                                .flatMapSequential(request -> consume(proxies, request))
                                .collectList());
    }

    private Mono<LimitOutcome> consume(AsyncProxyManager<String> proxies, LimitRequest request) {
        AsyncBucketProxy bucket =
                buckets.get(
                        request.storeKey(),
                        key ->
                                proxies.builder()
                                        .withOptimization(Optimizations.batching())
                                        .build(key, supplier(request.limit())));
        return Mono.fromFuture(
                        () -> bucket.tryConsumeAndReturnRemaining(1).handle(Attempt::new), true)
                .flatMap(Attempt::result)
                .map(probe -> outcome(request.key().entity(), probe));
    }

    /// A failure as a value: when one bucket of a request fails the others are cancelled, and their
    /// failures, which say the same, would be logged as dropped errors.
    private record Attempt(@Nullable ConsumptionProbe probe, @Nullable Throwable failure) {

        Mono<ConsumptionProbe> result() {
            return failure == null ? Mono.justOrEmpty(probe) : Mono.error(cause(failure));
        }

        private static Throwable cause(Throwable failure) {
            return failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
        }
    }

    private static LimitOutcome outcome(LimitEntity entity, ConsumptionProbe probe) {
        return new LimitOutcome(
                entity,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Supplier<CompletableFuture<BucketConfiguration>> supplier(Limit limit) {
        BucketConfiguration configuration =
                BucketConfiguration.builder()
                        .addLimit(
                                bandwidth ->
                                        bandwidth
                                                .capacity(limit.capacity())
                                                .refillGreedy(
                                                        limit.refillTokens(), limit.refillPeriod()))
                        .build();
        return () -> CompletableFuture.completedFuture(configuration);
    }

    private static AsyncProxyManager<String> manager(
            StatefulRedisConnection<String, byte[]> connection, TimeMeter clock, Duration timeout) {
        return Bucket4jLettuce.casBasedBuilder(connection)
                .clientClock(clock)
                .requestTimeout(timeout)
                .maxRetries(MAX_RETRIES)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                EXPIRY_MARGIN))
                .build()
                .asAsync();
    }
}
