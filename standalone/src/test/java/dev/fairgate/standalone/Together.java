package dev.fairgate.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/// Many callers at the same moment.
final class Together {

    private static final int CONNECTIONS = 256;

    private Together() {}

    /// Runs `count` calls on threads that all wait for the same start; what they return, in order.
    static <T> List<T> run(int count, IntFunction<Callable<T>> call) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Semaphore connections = new Semaphore(CONNECTIONS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> one = call.apply(i);
                futures.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    connections.acquire();
                                    try {
                                        return one.call();
                                    } finally {
                                        connections.release();
                                    }
                                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a caller failed", e.getCause());
        }
    }
}
