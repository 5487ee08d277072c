package dev.fairgate.sale.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Accounts that the risk service blocked a moment ago, with the answer that stands for as long as
/// it said, whatever they send: a flood of an account that goes on after a block ends here instead
/// of at the risk service.
///
/// At most half a second, so that a changed policy is felt on every node within one.
final class RecentBlocks {

    private static final Duration AT_MOST = Duration.ofMillis(500);
    private static final int REMEMBERED = 50_000;

    private final LongSupplier nanos;
    private final Cache<Blocked, Standing> blocks =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(AT_MOST).build();

    /// @param nanos as [System#nanoTime()]
    RecentBlocks(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Blocked(String account, SaleId sale) {}

    private record Standing(Problem answer, long until) {}

    /// Remembers an answer that will be the same for that long; not at all when that is not known.
    void remember(String account, SaleId sale, Problem answer, Duration stands) {
        if (stands.isPositive()) {
            long life = stands.compareTo(AT_MOST) < 0 ? stands.toNanos() : AT_MOST.toNanos();
            blocks.put(new Blocked(account, sale), new Standing(answer, nanos.getAsLong() + life));
        }
    }

    /// The answer that stands.
    Optional<Problem> find(String account, SaleId sale) {
        Standing standing = blocks.getIfPresent(new Blocked(account, sale));
        return standing == null || standing.until() - nanos.getAsLong() <= 0
                ? Optional.empty()
                : Optional.of(standing.answer());
    }
}
