package dev.fairgate.sale.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.sale.RefusedToStart;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;

/// How often one analyst or admin may call this node: a bucket for reads and one for writes, each
/// with what two seconds bring. A script that runs wild, or a token that was stolen, then leaves
/// the node to buyers. Buyers are limited by the risk service.
final class CallerLimits {

    /// Whoever has not called for this long begins with full buckets.
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 10_000;
    private static final int BURST_SECONDS = 2;
    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Settings settings;
    private final TimeMeter clock;
    private final Cache<Key, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .expireAfterAccess(REMEMBERED)
                    .build();

    CallerLimits(Settings settings, TimeMeter clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// @param readsPerSecond of one analyst or admin on this node
    /// @param writesPerSecond the same for everything but GET
    @ConfigurationProperties("fairgate.admin")
    record Settings(
            @DefaultValue("100") int readsPerSecond, @DefaultValue("20") int writesPerSecond) {

        Settings {
            if (readsPerSecond < 1 || writesPerSecond < 1) {
                throw new RefusedToStart(
                        "fairgate.admin.reads-per-second and .writes-per-second are at least 1.");
            }
        }
    }

    private record Key(String account, boolean reads) {

        String bucket() {
            return reads ? "admin-reads" : "admin-writes";
        }
    }

    /// A caller with no token left.
    ///
    /// @param bucket which one is empty
    /// @param retryAfter until it is not
    record Exceeded(String bucket, Duration retryAfter) {}

    /// Takes a token; empty where there was one, or where none is needed.
    Optional<Exceeded> take(Account caller, HttpMethod method) {
        if (!isLimited(caller.roles())) {
            return Optional.empty();
        }
        Key key = new Key(caller.id(), READS.contains(method));
        long wait =
                buckets.get(key, this::full)
                        .tryConsumeAndReturnRemaining(1)
                        .getNanosToWaitForRefill();
        return wait == 0
                ? Optional.empty()
                : Optional.of(new Exceeded(key.bucket(), Duration.ofNanos(wait)));
    }

    private static boolean isLimited(Set<Account.Role> roles) {
        return !roles.contains(Account.Role.SERVICE)
                && (roles.contains(Account.Role.ANALYST) || roles.contains(Account.Role.ADMIN));
    }

    private Bucket full(Key key) {
        int perSecond = key.reads() ? settings.readsPerSecond() : settings.writesPerSecond();
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity((long) BURST_SECONDS * perSecond)
                                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }
}
