package dev.fairgate.sale.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Two nodes and the leases of one ledger.
class LeasesIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Ledger LEDGER = Engine.shared().bean(Ledger.class);

    private final SaleId sale = new SaleId(Engine.fresh("lease"));
    private final AtomicInteger done = new AtomicInteger();
    private final Mono<Void> work = Mono.fromRunnable(done::incrementAndGet);

    private final Leases one = leases(Duration.ofSeconds(10));
    private final Leases other = leases(Duration.ofSeconds(10));

    private static Leases leases(Duration length) {
        return new Leases(LEDGER, "test", length);
    }

    @Test
    void aSecondNodeLeavesASaleAloneForAsLongAsTheFirstIsAtWork() {
        Sinks.Empty<Void> end = Sinks.empty();
        Mono<Void> first = one.whileHeld(sale, end.asMono()).cache();
        first.subscribe();
        Engine.await(() -> Boolean.TRUE.equals(one.renew(sale).block(SOON)));

        other.whileHeld(sale, work).block(SOON);
        assertThat(done).hasValue(0);
        assertThat(other.renew(sale).block(SOON)).isFalse();

        end.tryEmitEmpty();
        first.block(SOON);
        other.whileHeld(sale, work).block(SOON);
        assertThat(done).hasValue(1);
    }

    @Test
    void aSaleIsFreeAgainAfterAFailure() {
        Mono<Void> failing = Mono.error(new IllegalStateException("as planned"));
        one.whileHeld(sale, failing).onErrorComplete().block(SOON);

        other.whileHeld(sale, work).block(SOON);
        assertThat(done).hasValue(1);
    }

    @Test
    void theLeaseOfANodeThatDiedEndsByItself() {
        Leases dead = leases(Duration.ofMillis(300));
        dead.whileHeld(sale, Mono.never()).subscribe();
        Engine.await(() -> Boolean.TRUE.equals(dead.renew(sale).block(SOON)));

        Engine.await(
                () -> {
                    other.whileHeld(sale, work).block(SOON);
                    return done.get() == 1;
                });
    }
}
