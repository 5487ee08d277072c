package dev.fairgate.risk.search;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Lets so many at a time do what takes a disk.
final class Turns {

    private final int most;
    private final AtomicInteger running = new AtomicInteger();

    Turns(int most) {
        this.most = most;
    }

    /// Does it; empty where too many are at it already.
    ///
    /// @param work is told whether nobody waits for it any more
    <T> Mono<Optional<T>> take(Function<BooleanSupplier, Mono<T>> work) {
        return Mono.defer(
                () -> {
                    if (running.incrementAndGet() > most) {
                        running.decrementAndGet();
                        return Mono.just(Optional.empty());
                    }
                    AtomicBoolean gone = new AtomicBoolean();
                    return work.apply(gone::get)
                            .map(Optional::of)
                            .doOnCancel(() -> gone.set(true))
                            .doFinally(_ -> running.decrementAndGet());
                });
    }
}
