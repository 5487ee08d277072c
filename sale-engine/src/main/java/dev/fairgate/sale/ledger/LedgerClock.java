package dev.fairgate.sale.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/// The ledger's time as this node estimates it: the last sample of Redis `TIME` plus what a
/// monotonic clock says has passed since. The node's own wall clock, which may be wrong or jump,
/// decides nothing once there is a sample.
@Component
public final class LedgerClock implements InstantSource {

    private final LongSupplier nanoTime;
    private volatile Sample last;

    LedgerClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    LedgerClock(InstantSource wall, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = new Sample(wall.instant(), nanoTime.getAsLong());
    }

    private record Sample(Instant ledger, long nanos) {}

    @Override
    public Instant instant() {
        Sample sample = last;
        return sample.ledger().plusNanos(nanoTime.getAsLong() - sample.nanos());
    }

    /// Takes over a reading of the ledger's time that was asked for at `askedNanos`: the answer is
    /// taken to stem from the middle of the round trip.
    void sampled(long seconds, long micros, long askedNanos) {
        long now = nanoTime.getAsLong();
        Instant then = Instant.ofEpochSecond(seconds, TimeUnit.MICROSECONDS.toNanos(micros));
        last = new Sample(then, askedNanos + (now - askedNanos) / 2);
    }

    /// The monotonic reading to hand back to [#sampled(long, long, long)].
    long nanos() {
        return nanoTime.getAsLong();
    }
}
