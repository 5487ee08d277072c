package dev.fairgate.risk.review;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.review.LeastCertain.Candidate;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Once a minute forgets what is old and looks how much waits; once in an equal share of an hour
/// puts the least certain decision since the last one into the queue. So a node adds at most as
/// many in an hour as are wanted, spread over it, and holds one meanwhile. For one thread.
final class ReviewRounds implements Rounds {

    private static final Logger log = LoggerFactory.getLogger(ReviewRounds.class);

    /// Every call has a deadline of its own; this is for those that do not keep to it.
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NODE = "fairgate";

    private final ReviewStore store;
    private final LeastCertain candidates;
    private final ReviewMetrics metrics;
    private final UlidFactory ids;
    private final Pace pace;

    private Instant lookDue;
    private Instant sampleDue;

    ReviewRounds(
            ReviewStore store,
            LeastCertain candidates,
            ReviewMetrics metrics,
            UlidFactory ids,
            Pace pace) {
        this.store = store;
        this.candidates = candidates;
        this.metrics = metrics;
        this.ids = ids;
        this.pace = pace;
        this.lookDue = pace.now();
        this.sampleDue = lookDue.plus(pace.share());
    }

    /// How many samples a node puts into the queue.
    ///
    /// @param anHour 0: none
    record Pace(InstantSource clock, int anHour) {

        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        /// From one to the next.
        Duration share() {
            return anHour == 0 ? HOUR : HOUR.dividedBy(anHour);
        }
    }

    @Override
    public void round() throws InterruptedException {
        Instant now = pace.now();
        try {
            if (!now.isBefore(lookDue)) {
                lookDue = now.plus(LOOK_EVERY); // also after a failure
                metrics.show(await(store.tidy(now)));
            }
            if (!now.isBefore(sampleDue)) {
                sampleDue = now.plus(pace.share());
                sample(now);
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("The review queue is out of reach", e);
        }
    }

    /// What was chosen last is lost with the node: it was a sample.
    @Override
    public void end() {}

    private void sample(Instant now)
            throws InterruptedException, ExecutionException, TimeoutException {
        Candidate candidate = candidates.take();
        if (candidate == null || pace.anHour() == 0) {
            return;
        }
        boolean isPut = false;
        try {
            await(store.put(item(candidate, now)));
            isPut = true;
        } finally {
            if (!isPut) {
                candidates.offer(candidate);
            }
        }
    }

    private ReviewItem item(Candidate candidate, Instant now) {
        return new ReviewItem(
                ids.create(now.toEpochMilli()).toString(),
                Kind.SAMPLE,
                candidate.decisionId(),
                Optional.of(candidate.account()),
                "",
                NODE,
                Optional.of(candidate.score()),
                now,
                Optional.empty(),
                Optional.empty());
    }

    private static <T> T await(Mono<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.toFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
