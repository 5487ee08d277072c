package dev.fairgate.risk.replica;

import dev.fairgate.risk.database.Postgres;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The copies in PostgreSQL, table `risk.replica`: what outlasts the risk store and every node.
final class PostgresReplicas {

    private static final int MOST = 100;

    private static final String MARKS =
            "SELECT name, sequence, id FROM risk.replica ORDER BY name LIMIT $1";

    private static final String READ =
            "SELECT sequence, id, body FROM risk.replica WHERE name = $1";

    private static final String OFFER =
            """
            INSERT INTO risk.replica AS held (name, sequence, id, body) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE
            SET sequence = excluded.sequence, id = excluded.id, body = excluded.body, at = now()
            WHERE (excluded.sequence, excluded.id) > (held.sequence, held.id)
            """;

    private final Postgres postgres;
    private final String space;

    PostgresReplicas(Postgres postgres, String space) {
        this.postgres = postgres;
        this.space = space;
    }

    /// Which state of a document is there.
    record Mark(String name, long sequence, String id) {}

    /// Those of all documents, of other spaces too.
    Mono<List<Mark>> marks() {
        return postgres.transaction(
                        it ->
                                Flux.from(it.createStatement(MARKS).bind("$1", MOST).execute())
                                        .flatMap(result -> result.map(PostgresReplicas::mark)))
                .collectList();
    }

    /// The state that is there; empty for none.
    Mono<Copy> read(String name) {
        return postgres.transaction(
                        it ->
                                Flux.from(it.createStatement(READ).bind("$1", key(name)).execute())
                                        .flatMap(result -> result.map(PostgresReplicas::copy)))
                .next();
    }

    /// Writes up what this node has, if it is newer.
    Mono<Boolean> offer(String name, Copy own) {
        return postgres.transaction(
                        it ->
                                Flux.from(
                                                it.createStatement(OFFER)
                                                        .bind("$1", key(name))
                                                        .bind("$2", own.sequence())
                                                        .bind("$3", own.id())
                                                        .bind("$4", own.body())
                                                        .execute())
                                        .flatMap(Result::getRowsUpdated))
                .then(Mono.just(true));
    }

    /// The name of a document in the table.
    String key(String name) {
        return space + "/" + name;
    }

    private static Mark mark(Readable row) {
        return new Mark(text(row, "name"), number(row), text(row, "id"));
    }

    private static Copy copy(Readable row) {
        return new Copy(number(row), text(row, "id"), text(row, "body"));
    }

    private static long number(Readable row) {
        return Objects.requireNonNull(row.get("sequence", Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
