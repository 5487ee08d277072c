package dev.fairgate.benchmarks.strategy;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// The optimistic lock of Redis: WATCH the stock, read it, write it and the order in MULTI/EXEC,
/// again from the start whenever somebody was faster.
///
/// With pauses, who was too slow waits before the next attempt, by chance and longer each time
/// (full jitter, 1 ms doubled up to 64 ms), so that fewer try at the same moment.
///
/// A watch belongs to its connection, so each client has one of its own. An attempt is two round
/// trips: what can be sent together is.
final class WatchedKey implements Strategy {

    private static final long LIMIT_SECONDS = 10;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Redis redis;
    private final int mostAttempts;
    private final boolean pausing;

    /// @param port of the ledger
    /// @param mostAttempts at one purchase, after which it gives up
    /// @param pausing between attempts, instead of trying again at once
    WatchedKey(int port, int mostAttempts, boolean pausing) {
        redis = new Redis(port);
        this.mostAttempts = mostAttempts;
        this.pausing = pausing;
    }

    @Override
    public String name() {
        return pausing ? "WATCH with pauses" : "WATCH";
    }

    @Override
    public void open(String sale, int units) {
        redis.side().set(leftKey(sale), Integer.toString(units));
    }

    private static String leftKey(String sale) {
        return "{" + sale + "}:left";
    }

    /// A hash of request to `account|takenAt`. Nobody writes it without the stock, so that it needs
    /// no watch.
    private static String ordersKey(String sale) {
        return "{" + sale + "}:orders";
    }

    @Override
    public Till till() {
        return new WatchTill(redis.connect());
    }

    private final class WatchTill implements Till {
        private final StatefulRedisConnection<String, String> own;
        private final RedisAsyncCommands<String, String> commands;

        WatchTill(StatefulRedisConnection<String, String> own) {
            this.own = own;
            this.commands = own.async();
            own.setAutoFlushCommands(false);
        }

        @Override
        public Answer take(Purchase purchase) {
            for (int attempt = 1; attempt <= mostAttempts; attempt++) {
                Optional<Answer> answer = attempt(purchase, attempt);
                if (answer.isPresent()) {
                    return answer.get();
                }
                pauseAfter(attempt);
            }
            return new Answer.GaveUp(mostAttempts);
        }

        private void pauseAfter(int attempt) {
            if (pausing) {
                long most = FIRST_PAUSE_NANOS << Math.min(attempt - 1, MOST_DOUBLINGS);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
            }
        }

        private Optional<Answer> attempt(Purchase purchase, int attempt) {
            RedisFuture<String> watching = commands.watch(leftKey(purchase.sale()));
            RedisFuture<String> left = commands.get(leftKey(purchase.sale()));
            RedisFuture<String> earlier =
                    commands.hget(ordersKey(purchase.sale()), purchase.request());
            own.flushCommands();
            await(watching);
            Optional<String> known = Optional.ofNullable(await(earlier));
            if (known.isPresent()) {
                forget();
                return Optional.of(
                        new Answer.Taken(order(purchase.request(), known.get()), attempt));
            }
            if (Integer.parseInt(await(left)) < 1) {
                forget();
                return Optional.of(new Answer.SoldOut(attempt));
            }
            Order order = Order.of(purchase);
            return write(purchase, order)
                    ? Optional.of(new Answer.Taken(order, attempt))
                    : Optional.empty();
        }

        /// Tells whether nobody else has written the stock since it was watched.
        private boolean write(Purchase purchase, Order order) {
            String row = order.account() + "|" + order.takenAt().toEpochMilli();
            var _ = commands.multi();
            var _ = commands.decr(leftKey(purchase.sale()));
            var _ = commands.hset(ordersKey(purchase.sale()), order.request(), row);
            RedisFuture<TransactionResult> result = commands.exec();
            own.flushCommands();
            return !await(result).wasDiscarded();
        }

        /// A watch that goes on would fail a later transaction. Sent with what comes next.
        private void forget() {
            var _ = commands.unwatch();
        }

        @Override
        public void close() {
            own.close();
        }
    }

    private static <T> T await(RedisFuture<T> answer) {
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis did not do it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private static Order order(String request, String row) {
        int bar = row.indexOf('|');
        Instant takenAt = Instant.ofEpochMilli(Long.parseLong(row.substring(bar + 1)));
        return new Order(request, row.substring(0, bar), takenAt);
    }

    @Override
    public int left(String sale) {
        return Integer.parseInt(Optional.ofNullable(redis.side().get(leftKey(sale))).orElseThrow());
    }

    @Override
    public List<Order> orders(String sale) {
        return redis.side().hgetall(ordersKey(sale)).entrySet().stream()
                .map(row -> order(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public long bytes(String sale) {
        return redis.bytes(sale);
    }

    @Override
    public void close() {
        redis.close();
    }
}
