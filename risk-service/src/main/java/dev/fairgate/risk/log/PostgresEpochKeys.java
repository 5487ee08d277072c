package dev.fairgate.risk.log;

import dev.fairgate.risk.database.Postgres;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `risk.epoch_key`.
final class PostgresEpochKeys implements EpochKeyStore {

    private static final String RUNNING =
            """
            SELECT id, since, sealed FROM risk.epoch_key
            WHERE since > now() - $1 * interval '1 millisecond'
            ORDER BY since DESC, id LIMIT 1
            """;

    private static final String BEGIN =
            """
            SELECT id, since, sealed FROM risk.begin_epoch($1, $2,
              $3 * interval '1 millisecond', $4 * interval '1 millisecond')
            """;

    private static final String TIDY = "DELETE FROM risk.epoch_key WHERE keep_until < now()";

    private final Postgres postgres;

    PostgresEpochKeys(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Mono<Row> running(Duration length) {
        return rows(RUNNING, statement -> statement.bind("$1", millis(length)));
    }

    @Override
    public Mono<Row> begin(String id, SealedKey key, Duration length, Duration needed) {
        return rows(
                BEGIN,
                statement ->
                        statement
                                .bind("$1", id)
                                .bind("$2", ByteBuffer.wrap(key.bytes()))
                                .bind("$3", millis(length))
                                .bind("$4", millis(needed)));
    }

    @Override
    public Mono<Void> tidy() {
        return postgres.transaction(
                        connection ->
                                Flux.from(connection.createStatement(TIDY).execute())
                                        .flatMap(Result::getRowsUpdated))
                .then();
    }

    private Mono<Row> rows(String sql, Function<Statement, Statement> bind) {
        return postgres.transaction(
                        connection ->
                                Flux.from(bind.apply(connection.createStatement(sql)).execute())
                                        .flatMap(result -> result.map(PostgresEpochKeys::row)))
                .next();
    }

    /// Intervals are multiplied by a double.
    private static Double millis(Duration duration) {
        return (double) duration.toMillis();
    }

    private static Row row(Readable row) {
        return new Row(
                Objects.requireNonNull(row.get("id", String.class)),
                Objects.requireNonNull(row.get("since", Instant.class)),
                SealedKey.of(Objects.requireNonNull(row.get("sealed", byte[].class))));
    }
}
