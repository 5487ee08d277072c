package dev.fairgate.sale.admission;

import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/// A bound on purchases in progress. Past it a new one is refused at once: waiting in a queue that
/// grows helps nobody. This is not a verdict about the caller.
public final class Shedding {

    private final int atOnce;
    private final AtomicInteger inProgress = new AtomicInteger();

    Shedding(int atOnce) {
        this.atOnce = atOnce;
    }

    /// Runs the work if there is room, else errors with [Refusal] 503 `overloaded`.
    public <T> Mono<T> guard(Mono<T> work) {
        return Mono.defer(
                () -> {
                    if (inProgress.incrementAndGet() > atOnce) {
                        inProgress.decrementAndGet();
                        return Mono.error(new Refusal(overloaded()));
                    }
                    return work.doFinally(signal -> inProgress.decrementAndGet());
                });
    }

    private static Problem overloaded() {
        return new Problem(
                        "overloaded",
                        503,
                        "Very busy right now",
                        "Many people are buying at this moment; try again in a second.")
                .retryAfterSeconds(1);
    }
}
