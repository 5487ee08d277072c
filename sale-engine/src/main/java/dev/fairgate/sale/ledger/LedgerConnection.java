package dev.fairgate.sale.ledger;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The shared connection to the ledger, of the client that Boot's factory made: opened at first
/// use, and handed out only once the functions are loaded.
/// Once open, Lettuce reconnects by itself; closed with the factory's client.
@Component
final class LedgerConnection {

    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);
    private static final Pattern NO_EFFECT =
            Pattern.compile(
                    "Commands are rejected|Request queue size exceeded|Function not found"
                            + "|^(OOM|MISCONF|READONLY|LOADING|NOPERM|MASTERDOWN|CLUSTERDOWN)");

    private final AbstractRedisClient client;
    private final AtomicReference<Mono<RedisClusterReactiveCommands<String, String>>> ready =
            new AtomicReference<>();

    /// What [#ready] has come to; spares each command a timer.
    private volatile @Nullable RedisClusterReactiveCommands<String, String> prepared;

    LedgerConnection(LettuceConnectionFactory factory) {
        this.client = factory.getRequiredNativeClient();
        ready.set(
                onceItSucceeds(
                        Mono.fromCallable(this::connect)
                                .subscribeOn(Schedulers.boundedElastic())
                                .flatMap(LedgerConnection::prepare)));
    }

    /// The commands, ready to be used; an error when they are not within a time.
    Mono<RedisClusterReactiveCommands<String, String>> commands(Duration within) {
        RedisClusterReactiveCommands<String, String> now = prepared;
        return now == null ? ready.get().timeout(within) : Mono.just(now);
    }

    /// The server lost the functions: they are loaded again before the next command.
    void reloadFunctions() {
        prepared = null;
        Mono<RedisClusterReactiveCommands<String, String>> before = ready.get();
        ready.compareAndSet(before, onceItSucceeds(before.flatMap(LedgerConnection::prepare)));
    }

    /// Whether the error says that the command had no effect: it was not sent, or the server
    /// refused it before running it. "Connection disconnected", which Lettuce reports for commands
    /// it had sent, is not among them, nor an error from inside a function.
    static boolean wasNotDone(Throwable error) {
        String message = error.getMessage();
        return error instanceof RedisException
                && message != null
                && NO_EFFECT.matcher(message).find();
    }

    /// Whether the error says that an answer is missing. An error that the server answered is none
    /// of these: it says that a function of ours is broken.
    static boolean wasNotAnswered(Throwable error) {
        return error instanceof TimeoutException
                || (error instanceof RedisException
                        && !(error instanceof RedisCommandExecutionException));
    }

    /// Remembers a success for good and a failure not at all. Whoever stops waiting does not stop
    /// the attempt that others wait for.
    private Mono<RedisClusterReactiveCommands<String, String>> onceItSucceeds(
            Mono<RedisClusterReactiveCommands<String, String>> source) {
        return source.timeout(ATTEMPT) // a server that accepts and says nothing would hold it
                .doOnNext(redis -> prepared = redis)
                .cache(redis -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    private RedisClusterReactiveCommands<String, String> connect() {
        return switch (client) {
            case RedisClusterClient cluster -> cluster.connect(StringCodec.UTF8).reactive();
            case RedisClient single -> single.connect(StringCodec.UTF8).reactive();
            default -> throw new IllegalStateException("not a Redis client: " + client);
        };
    }

    private static Mono<RedisClusterReactiveCommands<String, String>> prepare(
            RedisClusterReactiveCommands<String, String> redis) {
        return LedgerFunctions.ensureLoaded(redis).thenReturn(redis);
    }
}
