package dev.fairgate.sale.ledger;

import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// The function library of the ledger: loaded where it is missing or differs, checked by FUNCTION
/// LIST. Library and function names carry a version, so that nodes of two releases can share a
/// ledger.
final class LedgerFunctions {

    private static final Logger log = LoggerFactory.getLogger(LedgerFunctions.class);
    private static final String LIBRARY = "fairgate_ledger_v1";
    private static final String SOURCE = read("/ledger/" + LIBRARY + ".lua");

    private LedgerFunctions() {}

    /// Completes once the library is there.
    static Mono<Void> ensureLoaded(RedisClusterReactiveCommands<String, String> redis) {
        return redis.functionLoad(SOURCE, true)
                .doOnNext(name -> log.info("The ledger has the function library {}", name))
                .thenMany(redis.functionList(LIBRARY))
                .next()
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("the ledger lost " + LIBRARY)))
                .then();
    }

    /// Whether the ledger answered that it does not know a function (flushed, or another server).
    static boolean isMissing(Throwable error) {
        String message = error.getMessage();
        return message != null && message.contains("Function not found");
    }

    private static String read(String resource) {
        try (InputStream in = LedgerFunctions.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
