package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Seed;
import dev.fairgate.risk.rounds.Rounds;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// What a node does about the policy by itself: sows its seed, takes back what nobody has
/// confirmed, and tells PostgreSQL of versions that it has not heard of; while it is away again
/// after 1 s, 2 s, at most 8 s. For one thread.
final class TuningRounds implements Rounds {

    private static final Logger log = LoggerFactory.getLogger(TuningRounds.class);

    private static final Duration PATIENCE =
            Duration.ofSeconds(75); // calls have their own deadline
    private static final int DOUBLINGS = 3;

    private final Standing standing;
    private final Tuning tuning;
    private final VersionStore versions;
    private final Seed seed;
    private final Counter failures;
    private final LongSupplier nanoTime;
    private long told;
    private int failed;
    private long due;

    TuningRounds(
            Standing standing,
            Tuning tuning,
            VersionStore versions,
            Seed seed,
            Counter failures,
            LongSupplier nanoTime) {
        this.standing = standing;
        this.tuning = tuning;
        this.versions = versions;
        this.seed = seed;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
    }

    @Override
    public void round() throws InterruptedException {
        if (standing.isFixed()) {
            return;
        }
        try {
            await(tuning.sow(seed.document(), seed.hash()));
            await(tuning.expire());
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failures.increment(); // the next round tries again
            log.debug("A round about the policy failed", e);
        }
        if (nanoTime.getAsLong() - due >= 0) {
            tell();
        }
    }

    @Override
    public void end() {}

    private void tell() throws InterruptedException {
        List<Version> recent = standing.tuned().recent();
        long newest = recent.getFirst().number();
        if (newest == told) {
            return;
        }
        try {
            long known = await(versions.newest());
            List<Version> missing = recent.stream().filter(it -> it.number() > known).toList();
            if (!missing.isEmpty()) {
                await(versions.add(missing));
            }
            told = newest;
            failed = 0;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failures.increment();
            due =
                    nanoTime.getAsLong()
                            + Duration.ofSeconds(1L << Math.min(failed, DOUBLINGS)).toNanos();
            failed++;
        }
    }

    private static <T> T await(Mono<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.toFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
