package dev.fairgate.sale.risk;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.admission.Device;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Asks the risk service, until it goes fast or was often enough, before the engine calls itself
/// ready, so that the first buyers do not wait for connections and cold code. The rehearsed
/// questions come from an address that is none: they travel the whole way and are refused there, so
/// nothing is decided and nothing counted.
@Component
final class Rehearsal implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final int AT_MOST = 60;
    private static final int QUESTIONS = 32;

    /// Warm is who has been this fast so often in a row: a tenth of what a batch may take.
    private static final long FAST_NANOS = Duration.ofMillis(15).toNanos();

    private static final int FAST_IN_A_ROW = 8;
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String TELEMETRY =
            "{\"pageOpenedAt\":1790000000000,\"submittedAt\":1790000004210,"
                    + "\"events\":[[0,\"f\"],[16,\"m\",315,441],[900,\"d\",318,440]],"
                    + "\"webdriver\":false}";

    private final RiskClient risk;

    Rehearsal(RiskClient risk) {
        this.risk = risk;
    }

    /// Waits on the starting thread, which has nothing else to do.
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        try {
            rounds().toFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The risk service was not rehearsed with; the first purchases may be slower");
        }
    }

    private Mono<Void> rounds() {
        AtomicInteger inARow = new AtomicInteger();
        return Flux.range(0, AT_MOST)
                .concatMap(_ -> round())
                .takeUntil(
                        nanos ->
                                (nanos < FAST_NANOS
                                                ? inARow.incrementAndGet()
                                                : inARow.getAndSet(0))
                                        >= FAST_IN_A_ROW)
                .then();
    }

    /// How long one took.
    private Mono<Long> round() {
        Batch batch = batch();
        long begin = System.nanoTime();
        return risk.rehearse(batch).map(_ -> System.nanoTime() - begin);
    }

    private static Batch batch() {
        return new Batch(
                IntStream.range(0, QUESTIONS).mapToObj(i -> new Waiting(question())).toList(),
                List.of());
    }

    private static Question question() {
        return new Question(
                UlidCreator.getUlid().toString(),
                new SaleId("rehearsal"),
                1,
                "rehearsal",
                Optional.empty(),
                "rehearsal",
                Optional.of(new Device("rehearsal", true)),
                "rehearsal",
                List.of("Host", "User-Agent"),
                1,
                TELEMETRY,
                null,
                Instant.EPOCH);
    }
}
