package dev.fairgate.risk.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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

    /// While the server refuses connections, at most one attempt per this time.
    private static final Duration ATTEMPT_EVERY = Duration.ofMillis(100);

    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<Trip> trip;
    private final AtomicReference<@Nullable RedisLink> open = new AtomicReference<>();
    private final Script swap = Script.load("/risk-store/swap.lua");
    private final Script increment = Script.load("/risk-store/increment.lua");
    private final Script counter = Script.load("/risk-store/counter.lua");
    private final StoreClock clock;

    /// @param client asked for once per attempt; it owns threads and options
    /// @param clock set by what the store says about the time
    public RiskStore(Supplier<AbstractRedisClient> client, StoreClock clock) {
        this.clock = clock;
        this.trip =
                Mono.fromCallable(() -> RedisLink.open(client.get()))
                        .subscribeOn(Schedulers.boundedElastic()) // connecting blocks
                        .timeout(ATTEMPT) // and would for ever where a server says nothing
                        .doOnNext(open::set)
                        .map(link -> new Trip(link, swap, clock))
                        .cache(_ -> FOR_EVER, _ -> ATTEMPT_EVERY, () -> Duration.ZERO);
    }

    /// Whether an error means that the store is away, slow or refusing, and not a defect here.
    public static boolean isAway(Throwable error) {
        return switch (error) {
            case RedisException _ -> true;
            case TimeoutException _ -> true;
            case Overtaken _ -> true;
            case IOException _ -> true; // a command that was under way when its connection broke
            case CompletionException wrapped when wrapped.getCause() != null ->
                    isAway(wrapped.getCause());
            default -> false;
        };
    }

    /// The store's time.
    public StoreClock clock() {
        return clock;
    }

    /// Carries out any number of swaps in one trip: on one server all or none of them, on a cluster
    /// all or none of each slot.
    ///
    /// @param deadline after which what has no answer is an error, or on a cluster [Seen.Lost]
    /// @return what became of each, in order
    public Mono<List<Seen>> swap(List<Swap> swaps, Duration deadline) {
        return trip.flatMap(it -> it.carry(swaps, deadline));
    }

    /// What a script may be given in one call: on one server everything, on a cluster what lies in
    /// one slot.
    ///
    /// @param key one that decides where its element lies
    public <T> Mono<List<List<T>>> together(List<T> all, Function<T, String> key) {
        return trip.map(it -> it.parts(all, key));
    }

    /// The text under a key; empty without one.
    public Mono<String> get(String key) {
        return getBytes(key).map(RiskStore::text);
    }

    /// The bytes under a key; empty without them.
    public Mono<byte[]> getBytes(String key) {
        return commands(key).flatMap(redis -> redis.get(key));
    }

    /// Writes a text, over any other.
    public Mono<Void> put(String key, String value, Duration ttl) {
        return putBytes(key, bytes(value), ttl);
    }

    /// Writes bytes, over any others.
    public Mono<Void> putBytes(String key, byte[] value, Duration ttl) {
        return commands(key)
                .flatMap(redis -> redis.set(key, value, SetArgs.Builder.px(ttl)))
                .then();
    }

    /// Writes a text unless the key has one already.
    ///
    /// @return the text that was there; empty when this one was written
    public Mono<String> putIfAbsent(String key, String value, Duration ttl) {
        return commands(key)
                .flatMap(redis -> redis.setGet(key, bytes(value), SetArgs.Builder.nx().px(ttl)))
                .map(RiskStore::text);
    }

    /// Writes bytes unless the key has some already.
    public Mono<Void> putBytesIfAbsent(String key, byte[] value, Duration ttl) {
        return commands(key)
                .flatMap(redis -> redis.set(key, value, SetArgs.Builder.nx().px(ttl)))
                .then();
    }

    /// Deletes a key and returns what was there; of any number of callers one gets it.
    public Mono<String> take(String key) {
        return commands(key).flatMap(redis -> redis.getdel(key)).map(RiskStore::text);
    }

    /// Deletes a key.
    public Mono<Void> delete(String key) {
        return commands(key).flatMap(redis -> redis.del(key)).then();
    }

    /// All elements of a list in order; none without one. Scripts write lists, and bound them.
    public Mono<List<byte[]>> list(String key) {
        return commands(key).flatMap(redis -> redis.lrange(key, 0, -1).collectList());
    }

    /// Adds one to a counter that ends `window` after its first increment.
    public Mono<Counter> increment(String key, Duration window) {
        return runForText(increment, key, bytes(Long.toString(window.toMillis())))
                .map(Counter::parse);
    }

    /// A counter as it stands; nought without one.
    public Mono<Counter> counter(String key) {
        return runForText(counter, key).map(Counter::parse);
    }

    /// Runs a script whose answer is a list of integers, all of it or nothing.
    ///
    /// @param keys at least one; on a cluster all of one slot
    public Mono<List<Long>> run(Script script, List<String> keys, List<String> arguments) {
        return runOnBytes(script, keys, arguments.stream().map(RiskStore::bytes).toList());
    }

    /// The same for arguments that are no texts.
    public Mono<List<Long>> runOnBytes(Script script, List<String> keys, List<byte[]> arguments) {
        String[] all = keys.toArray(String[]::new);
        byte[][] values = arguments.toArray(byte[][]::new);
        return trip.flatMap(it -> it.run(script, ScriptOutputType.MULTI, all, values));
    }

    /// Runs a script whose answer is a text, all of it or nothing.
    ///
    /// @param keys at least one; on a cluster all of one slot
    public Mono<String> runForText(Script script, List<String> keys, List<byte[]> arguments) {
        String[] all = keys.toArray(String[]::new);
        byte[][] values = arguments.toArray(byte[][]::new);
        return trip.flatMap(it -> it.<byte[]>run(script, ScriptOutputType.VALUE, all, values))
                .map(RiskStore::text);
    }

    @Override
    public void close() {
        RedisLink last = open.get();
        if (last != null) {
            last.close();
        }
    }

    private Mono<String> runForText(Script script, String key, byte[]... arguments) {
        return runForText(script, List.of(key), List.of(arguments));
    }

    private Mono<RedisClusterReactiveCommands<String, byte[]>> commands(String key) {
        return trip.flatMap(it -> it.commands(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
