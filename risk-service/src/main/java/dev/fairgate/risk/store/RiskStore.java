package dev.fairgate.risk.store;

import io.github.bucket4j.BucketExceptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The few commands that the features need, on one shared connection.
///
/// The first use connects; a failed attempt is repeated by the next use, a lost connection comes
/// back by itself. Every command ends within the client's command timeout; errors are those that
/// [#isAway(Throwable)] knows. Thread-safe.
public final class RiskStore implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /// While the server refuses connections, at most one attempt per this time.
    private static final Duration ATTEMPT_EVERY = Duration.ofMillis(100);

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<StatefulRedisConnection<String, byte[]>> connection;
    private final AtomicReference<@Nullable StatefulRedisConnection<String, byte[]>> open =
            new AtomicReference<>();
    private final Scripts scripts = Scripts.load();

    /// @param client asked for once per attempt; it owns threads and options
    public RiskStore(Supplier<RedisClient> client) {
        this.connection =
                Mono.fromCallable(() -> client.get().connect(CODEC))
                        .subscribeOn(Schedulers.boundedElastic()) // connecting blocks
                        .doOnNext(open::set)
                        .cache(_ -> FOR_EVER, _ -> ATTEMPT_EVERY, () -> Duration.ZERO);
    }

    /// Whether an error means that the store is away, slow or refusing, and not a defect here.
    public static boolean isAway(Throwable error) {
        return switch (error) {
            case RedisException _ -> true;
            case TimeoutException _ -> true;
            case BucketExceptions.BucketExecutionException _ ->
                    true; // too late, or too often overtaken
            case CompletionException wrapped when wrapped.getCause() != null ->
                    isAway(wrapped.getCause());
            default -> false;
        };
    }

    /// The connection itself, for libraries that bring commands of their own.
    public Mono<StatefulRedisConnection<String, byte[]>> connection() {
        return connection;
    }

    /// The text under a key; empty without one.
    public Mono<String> get(String key) {
        return getBytes(key).map(RiskStore::text);
    }

    /// The bytes under a key; empty without them.
    public Mono<byte[]> getBytes(String key) {
        return commands().flatMap(redis -> redis.get(key));
    }

    /// Writes a text, over any other.
    public Mono<Void> put(String key, String value, Duration ttl) {
        return putBytes(key, bytes(value), ttl);
    }

    /// Writes bytes, over any others.
    public Mono<Void> putBytes(String key, byte[] value, Duration ttl) {
        return commands().flatMap(redis -> redis.set(key, value, SetArgs.Builder.px(ttl))).then();
    }

    /// Writes a text unless the key has one already.
    ///
    /// @return the text that was there; empty when this one was written
    public Mono<String> putIfAbsent(String key, String value, Duration ttl) {
        return commands()
                .flatMap(redis -> redis.setGet(key, bytes(value), SetArgs.Builder.nx().px(ttl)))
                .map(RiskStore::text);
    }

    /// Writes bytes unless the key has some already.
    public Mono<Void> putBytesIfAbsent(String key, byte[] value, Duration ttl) {
        return commands()
                .flatMap(redis -> redis.set(key, value, SetArgs.Builder.nx().px(ttl)))
                .then();
    }

    /// Deletes a key and returns what was there; of any number of callers one gets it.
    public Mono<String> take(String key) {
        return commands().flatMap(redis -> redis.getdel(key)).map(RiskStore::text);
    }

    /// Deletes a key.
    public Mono<Void> delete(String key) {
        return commands().flatMap(redis -> redis.del(key)).then();
    }

    /// Deletes a key if its text is the given one.
    public Mono<Void> deleteIfEquals(String key, String value) {
        return run(scripts.deleteIfEquals(), key, bytes(value)).then();
    }

    /// Adds one to a counter that ends `window` after its first increment.
    public Mono<Counter> increment(String key, Duration window) {
        return run(scripts.increment(), key, bytes(Long.toString(window.toMillis())))
                .map(Counter::parse);
    }

    /// A counter as it stands; nought without one.
    public Mono<Counter> counter(String key) {
        return run(scripts.counter(), key).map(Counter::parse);
    }

    @Override
    public void close() {
        StatefulRedisConnection<String, byte[]> last = open.get();
        if (last != null) {
            last.close();
        }
    }

    private Mono<String> run(String script, String key, byte[]... arguments) {
        return commands()
                .flatMap(
                        redis ->
                                redis.<byte[]>eval(
                                                script,
                                                ScriptOutputType.VALUE,
                                                new String[] {key},
                                                arguments)
                                        .next())
                .map(RiskStore::text);
    }

    private Mono<RedisReactiveCommands<String, byte[]>> commands() {
        return connection.map(StatefulRedisConnection::reactive);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
