package dev.fairgate.sale.ledger;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Commands to the ledger, each with a deadline.
///
/// A [Failure] is of two kinds, and a caller who writes must tell them apart: [NotDone] is certain
/// (the ledger was away or refused, nothing happened), [NoAnswer] leaves the outcome unknown, as
/// does any other error.
@Component
public final class Ledger {

    private final LedgerConnection connection;
    private final LedgerSettings settings;

    Ledger(LedgerConnection connection, LedgerSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /// The ledger is away, slow or full.
    public abstract static sealed class Failure extends RuntimeException {
        private Failure(String what, Throwable cause) {
            super(what + cause.getMessage(), cause, false, false);
        }
    }

    /// The command had no effect: it did not leave this node, or the server refused it as a whole.
    public static final class NotDone extends Failure {
        NotDone(Throwable cause) {
            super("the ledger did nothing: ", cause);
        }
    }

    /// The command was sent and its answer did not come: too late, or the connection was cut.
    public static final class NoAnswer extends Failure {
        NoAnswer(Throwable cause) {
            super("the ledger did not answer: ", cause);
        }
    }

    /// One command with one answer.
    public <T> Mono<T> mono(
            Function<RedisClusterReactiveCommands<String, String>, Publisher<T>> command) {
        return flux(command).singleOrEmpty();
    }

    /// One command with many answers.
    public <T> Flux<T> flux(
            Function<RedisClusterReactiveCommands<String, String>, Publisher<T>> command) {
        return connection
                .commands(settings.commandTimeout())
                .onErrorMap(NotDone::new)
                .flatMapMany(redis -> Flux.from(command.apply(redis))) // Lettuce keeps the deadline
                .onErrorMap(LedgerConnection::wasNotDone, NotDone::new)
                .onErrorMap(LedgerConnection::wasNotAnswered, NoAnswer::new);
    }

    /// One atomic step: a function of `fairgate_ledger_v1.lua`. Its answer begins with a code, the
    /// units available and the `stockSeq`.
    public Mono<List<String>> call(String function, List<String> keys, String... args) {
        return this.<List<Object>>mono(
                        redis ->
                                redis.fcall(
                                        function,
                                        ScriptOutputType.MULTI,
                                        keys.toArray(String[]::new),
                                        args))
                .map(answer -> answer.stream().map(String::valueOf).toList())
                .doOnError(LedgerFunctions::isMissing, e -> connection.reloadFunctions());
    }
}
