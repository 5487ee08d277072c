package dev.fairgate.benchmarks.strategy;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// One rush on one sale: as many buyers as units, each of whom comes once, and as many at a time as
/// there are clients. So a unit that is left was refused to somebody.
///
/// @param asked buyers that came
/// @param attempts of all buyers, those who got nothing included
/// @param nanos until the last unit was taken
/// @param latency in nanoseconds, from asking to the answer, whatever it is
record Rush(
        int units, int asked, int sold, int unsold, long attempts, long nanos, Histogram latency) {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /// Opens a new sale and lets the buyers in.
    ///
    /// @param limit after which no further buyer comes
    static Rush run(Strategy strategy, String sale, int clients, int units, Duration limit)
            throws InterruptedException {
        strategy.open(sale, units);
        List<Purchase> purchases = purchases(sale, units);
        AtomicInteger next = new AtomicInteger();
        List<Client> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                all.add(new Client(strategy.till(), purchases, next));
            }
            long begin = System.nanoTime();
            all.forEach(client -> client.until = begin + limit.toNanos());
            for (Future<Client> client : threads.invokeAll(all)) {
                client.get();
            }
            return of(units, strategy.left(sale), all, begin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(strategy.name() + " failed", e);
        } finally {
            all.forEach(client -> client.till.close());
        }
    }

    private static List<Purchase> purchases(String sale, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        n ->
                                new Purchase(
                                        sale,
                                        "buyer-" + n,
                                        UlidCreator.getMonotonicUlid().toString()))
                .toList();
    }

    private static Rush of(int units, int left, List<Client> all, long begin) {
        Histogram latency = new Histogram(LONGEST_NANOS, 3);
        all.forEach(client -> latency.add(client.latency));
        int sold = all.stream().mapToInt(client -> client.sold).sum();
        if (sold + left != units) {
            throw new IllegalStateException(
                    "%d sold, %d left of %d: the run is void".formatted(sold, left, units));
        }
        return new Rush(
                units,
                (int) latency.getTotalCount(),
                sold,
                left,
                all.stream().mapToLong(client -> client.attempts).sum(),
                all.stream().mapToLong(client -> client.lastSale).max().orElse(begin) - begin,
                latency);
    }

    double perSecond() {
        return sold * 1e9 / nanos;
    }

    double attemptsPerSale() {
        return (double) attempts / sold;
    }

    /// Of all units, those that are left although a buyer came for each.
    double unsoldShare() {
        return (double) unsold / units;
    }

    double latencyMs(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /// Takes the next purchase when its answer is here.
    private static final class Client implements Callable<Client> {
        private final Strategy.Till till;
        private final List<Purchase> purchases;
        private final AtomicInteger next;
        private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
        private long until;
        private long lastSale;
        private long attempts;
        private int sold;

        Client(Strategy.Till till, List<Purchase> purchases, AtomicInteger next) {
            this.till = till;
            this.purchases = purchases;
            this.next = next;
        }

        @Override
        public Client call() {
            lastSale = System.nanoTime();
            int n = next.getAndIncrement();
            for (long begin = System.nanoTime();
                    n < purchases.size() && begin < until;
                    begin = System.nanoTime()) {
                Answer answer = till.take(purchases.get(n));
                long end = System.nanoTime();
                latency.recordValue(Math.min(end - begin, LONGEST_NANOS));
                attempts += answer.attempts();
                if (answer instanceof Answer.Taken) {
                    sold++;
                    lastSale = end;
                }
                n = next.getAndIncrement();
            }
            return this;
        }
    }
}
