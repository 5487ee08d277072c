package dev.fairgate.risk.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// The threads that previews are worked out on, at most two: whoever buys meanwhile has the rest of
/// the machine.
final class Workers implements AutoCloseable {

    static final int COUNT = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);

    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    COUNT, Thread.ofPlatform().daemon().name("preview-", 1).factory());

    /// Begins some work.
    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /// Does a part of some work on each thread, and returns what came of each. Blocks.
    <T> List<T> share(IntFunction<T> part) {
        List<Future<T>> parts = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            parts.add(threads.submit(() -> part.apply(number)));
        }
        return parts.stream().map(Workers::await).toList();
    }

    /// What came of it. Blocks.
    static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            work.cancel(true);
            throw new CancellationException("nobody waits for it any more");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a preview cannot be worked out", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
