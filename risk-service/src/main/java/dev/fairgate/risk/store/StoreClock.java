package dev.fairgate.risk.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The store's time as this node estimates it, so that all nodes refill buckets by one clock: what
/// Redis said last, about once a second, plus what a monotonic clock says has passed since. The
/// node's own wall clock, which may be wrong or jump, counts only until the first answer.
public final class StoreClock {

    private static final long SAMPLE_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticks;
    private volatile Sample last;
    private volatile boolean asked;

    /// A clock of this machine.
    public StoreClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    StoreClock(InstantSource wall, LongSupplier ticks) {
        this.ticks = ticks;
        long now = ChronoUnit.NANOS.between(Instant.EPOCH, wall.instant());
        this.last = new Sample(now, ticks.getAsLong());
    }

    private record Sample(long nanos, long tick) {}

    /// Nanoseconds since 1970, by the store.
    public long nanos() {
        Sample sample = last;
        return sample.nanos() + (ticks.getAsLong() - sample.tick());
    }

    /// The monotonic reading to hand back to [#sampled(long, long)].
    long ticks() {
        return ticks.getAsLong();
    }

    /// Takes over a reading that was asked for at tick `askedAt`: it is taken to stem from the
    /// middle of the round trip.
    void sampled(long micros, long askedAt) {
        long now = ticks.getAsLong();
        if (!asked || now - last.tick() >= SAMPLE_EVERY) {
            asked = true;
            last = new Sample(TimeUnit.MICROSECONDS.toNanos(micros), askedAt + (now - askedAt) / 2);
        }
    }
}
