package dev.fairgate.risk.decision;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.network.ClientAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Assesses made-up requests, until they go fast or there were enough of them, before the service
/// calls itself ready: connections, classes and scripts are then in place, and the first real
/// request meets its deadline. Spring Boot reports ready only after this has run.
final class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final int AT_MOST = 640;

    /// Warm is who has been this fast so often in a row: a quarter of what a request may take.
    private static final long FAST_NANOS = Duration.ofMillis(30).toNanos();

    private static final int FAST_IN_A_ROW = 32;

    /// As many as an engine sends at first, before it has learned how many are too many.
    private static final int AT_ONCE = 8;

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /// From a documentation network (RFC 5737), which no buyer has.
    private static final ClientAddress ADDRESS = ClientAddress.parse("192.0.2.1").orElseThrow();

    private final Assessments assessments;
    private final InstantSource clock;
    private final UlidFactory ids = UlidFactory.newInstance(new SecureRandom());

    /// @param assessments one without listeners and without haste
    WarmUp(Assessments assessments, InstantSource clock) {
        this.assessments = assessments;
        this.clock = clock;
    }

    /// Waits on the starting thread, which has nothing else to do.
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        try {
            rounds().toFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Started cold: the risk store does not answer");
        }
    }

    private Mono<Void> rounds() {
        AtomicInteger inARow = new AtomicInteger();
        return Flux.range(0, AT_MOST)
                .map(this::request)
                .flatMap(this::round, AT_ONCE)
                .takeUntil(
                        nanos ->
                                (nanos < FAST_NANOS
                                                ? inARow.incrementAndGet()
                                                : inARow.getAndSet(0))
                                        >= FAST_IN_A_ROW)
                .then();
    }

    /// How long one took.
    private Mono<Long> round(AssessmentRequest request) {
        long begin = System.nanoTime();
        Finished finished =
                new Finished(request.requestId(), request.accountId(), request.saleId(), 201);
        return assessments
                .assess(request)
                .then(assessments.assess(List.of(), List.of(finished)))
                .map(_ -> System.nanoTime() - begin);
    }

    private AssessmentRequest request(int number) {
        Instant now = clock.instant();
        return new AssessmentRequest(
                ids.create().toString(),
                "warm-up",
                1,
                "warm-up-" + number,
                Optional.of(now),
                ADDRESS,
                Optional.of("warm-up-" + number),
                true,
                Optional.empty(),
                List.of(),
                1,
                new Telemetry.Absent(),
                Optional.empty(),
                now);
    }
}
