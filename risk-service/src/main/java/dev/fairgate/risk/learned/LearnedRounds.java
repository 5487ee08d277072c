package dev.fairgate.risk.learned;

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

/// Loads what is known of networks, once, then writes what was learned from time to time. While
/// PostgreSQL does not answer it tries after 1 s, 2 s, 4 s, at most as rarely as it writes; what
/// was learned waits. For one thread.
final class LearnedRounds implements Rounds {

    private static final Logger log = LoggerFactory.getLogger(LearnedRounds.class);

    /// Every call has a deadline of its own; this is for those that do not keep to it.
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    /// Whoever starts both at once has PostgreSQL later, a quarter of a minute at most: no news.
    private static final int FAILURES_TO_WARN = 5;

    private static final int DOUBLINGS = 10;

    private final LearnedNetworks networks;
    private final NetworkStore store;
    private final Duration every;
    private final Counter failures;
    private final LongSupplier nanoTime;

    private boolean loaded;
    private int failed;
    private long due;
    private long tidyDue;

    /// @param every how often something is written
    /// @param failures counts rounds that PostgreSQL did not take
    LearnedRounds(
            LearnedNetworks networks,
            NetworkStore store,
            Duration every,
            Counter failures,
            LongSupplier nanoTime) {
        this.networks = networks;
        this.store = store;
        this.every = every;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
        this.tidyDue = due;
    }

    @Override
    public void round() throws InterruptedException {
        if (nanoTime.getAsLong() - due < 0) {
            return;
        }
        try {
            load();
            write(PATIENCE);
            tidy();
            worked();
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | RuntimeException e) { // also a defect must not end the thread
            failed(e);
        }
    }

    /// Writes what was learned last, if PostgreSQL answered when it was asked last.
    @Override
    public void end() throws InterruptedException {
        try {
            if (loaded && failed == 0) {
                write(FAREWELL);
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("What was learned last is not written", e);
        }
    }

    private void load() throws InterruptedException, ExecutionException, TimeoutException {
        if (!loaded) {
            networks.load(await(store.newest(LearnedNetworks.MOST_KNOWN), PATIENCE));
            loaded = true;
            log.info("{} networks were learned before", networks.known());
        }
    }

    private void write(Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<LearnedNetwork> taken = networks.take();
        if (taken.isEmpty()) {
            return;
        }
        boolean written = false;
        try {
            await(store.store(taken).thenReturn(true), patience);
            written = true;
        } finally {
            if (!written) {
                networks.putBack(taken);
            }
        }
    }

    private void tidy() throws InterruptedException, ExecutionException, TimeoutException {
        if (nanoTime.getAsLong() - tidyDue >= 0) {
            await(store.tidy().thenReturn(true), PATIENCE);
            tidyDue = nanoTime.getAsLong() + TIDY_EVERY.toNanos();
        }
    }

    private static <T> T await(Mono<T> answer, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.toFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void worked() {
        if (failed >= FAILURES_TO_WARN) {
            log.info("What is learned of networks is written to PostgreSQL again");
        }
        failed = 0;
        due = nanoTime.getAsLong() + every.toNanos();
    }

    private void failed(Throwable fault) {
        failures.increment();
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failed, DOUBLINGS));
        due = nanoTime.getAsLong() + (pause.compareTo(every) < 0 ? pause : every).toNanos();
        failed++;
        if (failed == FAILURES_TO_WARN) {
            log.warn(
                    "What is learned of networks is not written to PostgreSQL and waits: {}",
                    String.valueOf(fault));
        }
    }
}
