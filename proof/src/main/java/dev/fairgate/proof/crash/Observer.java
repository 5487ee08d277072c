package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.Snapshot;
import dev.fairgate.proof.history.Status;
import dev.fairgate.sale.stock.OrderRow;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Looks at the ledger itself while the run goes on: its events, and its counters in one atomic
/// read. A ledger that is away is looked at again.
final class Observer implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RedisURI ledger;
    private final String tag;
    private final Recorder recorder;
    private final Thread thread;
    private long latest; // number told, of the thread alone
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;

    Observer(int ledgerPort, String sale, Recorder recorder) {
        this.ledger =
                RedisURI.builder()
                        .withHost("127.0.0.1")
                        .withPort(ledgerPort)
                        .withTimeout(Duration.ofSeconds(1))
                        .build();
        this.tag = "{" + sale + "}";
        this.recorder = recorder;
        this.thread = Thread.ofPlatform().start(this::look);
    }

    private void look() {
        String last = "0-0";
        while (!closed) {
            try (RedisClient client = RedisClient.create(ledger);
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                while (!closed) {
                    last = events(connection.sync(), last);
                    counters(connection.sync());
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (RedisException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (RuntimeException e) {
                failure = e; // what it saw is not what anybody expected
                return;
            }
        }
    }

    /// What ended the watch before its time.
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private String events(RedisCommands<String, String> redis, String after) {
        List<StreamMessage<String, String>> messages =
                redis.xrange(
                        tag + ":events",
                        Range.from(Boundary.excluding(after), Boundary.unbounded()),
                        Limit.from(1_000));
        long seen = recorder.now();
        messages.forEach(it -> event(it.getBody(), seen));
        return messages.isEmpty() ? after : messages.getLast().getId();
    }

    /// Poison has no number, or no row where there should be one.
    private void event(Map<String, String> fields, long seen) {
        String number = fields.get("stockSeq");
        String available = fields.get("available");
        if (number == null || available == null) {
            return;
        }
        long stockSeq = Long.parseLong(number);
        long left = Long.parseLong(available);
        if ("sale".equals(fields.get("kind"))) {
            if (stockSeq > latest) { // a pause moves nothing, and repeats a number
                recorder.event(Event.ofSale(stockSeq, left, seen));
            }
        } else {
            OrderRow order = OrderRow.parse(String.valueOf(fields.get("row")));
            String id = tag.substring(1, tag.length() - 1) + "." + fields.get("order");
            Status status = status(order.status().wireName());
            recorder.event(new Event(stockSeq, id, order.quantity(), status, left, seen));
        }
        latest = Math.max(latest, stockSeq);
    }

    static Status status(String wireName) {
        return Status.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    private void counters(RedisCommands<String, String> redis) {
        Counters counters = counters(redis, tag);
        recorder.snapshot(new Snapshot(recorder.now(), counters));
    }

    /// The units of a sale, in one atomic read.
    static Counters counters(RedisCommands<String, String> redis, String tag) {
        List<Long> values =
                redis.hmget(tag + ":sale", "allocation", "available", "held", "sold").stream()
                        .map(KeyValue::getValue)
                        .map(Long::valueOf)
                        .toList();
        return new Counters(values.get(0), values.get(1), values.get(2), values.get(3));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
