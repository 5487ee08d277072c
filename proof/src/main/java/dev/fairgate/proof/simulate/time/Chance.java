package dev.fairgate.proof.simulate.time;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// All that is left to chance, drawn from one seed.
public final class Chance {

    private final RandomGenerator random;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /// Whether something happens that happens in so many of a thousand cases.
    public boolean permille(int likely) {
        return random.nextInt(1000) < likely;
    }

    /// A whole number, both ends included.
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /// A time, both ends included.
    public Duration between(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    public <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    public long nextLong() {
        return random.nextLong();
    }
}
