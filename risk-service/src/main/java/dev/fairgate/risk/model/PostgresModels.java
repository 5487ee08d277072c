package dev.fairgate.risk.model;

import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.model.Challengers.Seat;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The tables and functions of `V3__models.sql`.
final class PostgresModels implements ModelStore {

    private static final int MOST_LISTED = 100;

    private static final String SEQUENCE =
            "SELECT coalesce(max(sequence), 0) AS sequence FROM risk.model_change";

    private static final String CAST =
            """
            SELECT (SELECT coalesce(max(sequence), 0) FROM risk.model_change) AS sequence,
                   version, stage, coalesce(percent, 0) AS percent
            FROM (SELECT 1) AS one LEFT JOIN risk.model
              ON stage IN ('shadow', 'canary', 'champion')
            ORDER BY since
            """;

    private static final String LIST =
            """
            SELECT model.version, model.stage, coalesce(model.percent, 0) AS percent,
                   model.since, model.about,
                   change.at, change.by, change.reason, tally.counts
            FROM risk.model
            JOIN risk.model_change AS change ON change.sequence = model.since
            LEFT JOIN LATERAL (
              SELECT array_agg(total ORDER BY place) AS counts FROM (
                SELECT place, sum(count)::bigint AS total
                FROM risk.model_tally AS tally, unnest(tally.counts) WITH ORDINALITY AS it (count, place)
                WHERE tally.version = model.version
                  AND tally.since = (SELECT max(sequence) FROM risk.model_change)
                GROUP BY place) AS totals) AS tally ON true
            ORDER BY model.since DESC LIMIT $1
            """;

    private static final String TELL =
            """
            INSERT INTO risk.model_tally (version, since, node, counts) VALUES ($1, $2, $3, $4)
            ON CONFLICT (version, since, node)
            DO UPDATE SET counts = excluded.counts, at = now()
            """;

    private static final String TOLD =
            """
            SELECT version, since, array_agg(total ORDER BY place) AS counts FROM (
              SELECT version, since, place, sum(count)::bigint AS total
              FROM risk.model_tally AS tally, unnest(tally.counts) WITH ORDINALITY AS it (count, place)
              WHERE since = (SELECT max(sequence) FROM risk.model_change)
              GROUP BY version, since, place) AS totals
            GROUP BY version, since
            """;

    /// Of line-ups that have passed, and are in the log in full.
    private static final String TIDY =
            "DELETE FROM risk.model_tally WHERE at < now() - interval '30 days'";

    private final Postgres postgres;

    PostgresModels(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Mono<Long> sequence() {
        return query(it -> it.createStatement(SEQUENCE), row -> number(row, "sequence")).next();
    }

    @Override
    public Mono<Void> addFirst(NewModel model) {
        return change(
                        it ->
                                it.createStatement("SELECT risk.add_first_model($1, $2, $3) AS it")
                                        .bind("$1", model.version())
                                        .bind("$2", ByteBuffer.wrap(model.file()))
                                        .bind("$3", model.about()))
                .then();
    }

    @Override
    public Mono<Change> add(NewModel model, String by) {
        return change(
                it ->
                        it.createStatement("SELECT risk.add_model($1, $2, $3, $4) AS it")
                                .bind("$1", model.version())
                                .bind("$2", ByteBuffer.wrap(model.file()))
                                .bind("$3", model.about())
                                .bind("$4", by));
    }

    @Override
    public Mono<Change> stage(Move move) {
        return change(
                it ->
                        it.createStatement("SELECT risk.stage_model($1, $2, $3, $4, $5, $6) AS it")
                                .bind("$1", move.version())
                                .bind("$2", move.stage().wireName())
                                .bind("$3", Parameters.in(R2dbcType.INTEGER, move.percent()))
                                .bind("$4", move.by())
                                .bind("$5", move.reason())
                                .bind("$6", Parameters.in(R2dbcType.VARCHAR, from(move))));
    }

    @Override
    public Mono<Cast> cast() {
        return query(it -> it.createStatement(CAST), PostgresModels::castRow)
                .collectList()
                .map(
                        rows ->
                                new Cast(
                                        rows.getFirst().sequence(),
                                        rows.stream().flatMap(it -> it.part().stream()).toList()));
    }

    @Override
    public Mono<List<Listed>> list() {
        return query(it -> it.createStatement(LIST).bind("$1", MOST_LISTED), PostgresModels::listed)
                .collectList();
    }

    @Override
    public Mono<byte[]> file(String version) {
        return query(
                        it ->
                                it.createStatement("SELECT file FROM risk.model WHERE version = $1")
                                        .bind("$1", version),
                        row -> bytes(Objects.requireNonNull(row.get("file", ByteBuffer.class))))
                .next();
    }

    @Override
    public Mono<Map<Seat, Tally>> tell(String node, Map<Seat, Tally> counted) {
        return postgres.transaction(
                        it ->
                                Flux.fromIterable(counted.entrySet())
                                        .concatMap(entry -> run(tell(it, node, entry)))
                                        .thenMany(run(it.createStatement(TIDY)))
                                        .thenMany(
                                                rows(
                                                        it.createStatement(TOLD),
                                                        PostgresModels::told)))
                .collectMap(Told::seat, Told::tally)
                .onErrorMap(Postgres.Away.class, PostgresModels::away);
    }

    private static Statement tell(Connection it, String node, Map.Entry<Seat, Tally> entry) {
        return it.createStatement(TELL)
                .bind("$1", entry.getKey().version())
                .bind("$2", entry.getKey().since())
                .bind("$3", node)
                .bind("$4", Arrays.stream(entry.getValue().numbers()).boxed().toArray(Long[]::new));
    }

    private static @Nullable String from(Move move) {
        Stage from = move.from();
        return from == null ? null : from.wireName();
    }

    private Mono<Change> change(Function<Connection, Statement> statement) {
        return query(statement, row -> Change.valueOf(text(row, "it").toUpperCase(Locale.ROOT)))
                .next();
    }

    private <T> Flux<T> query(
            Function<Connection, Statement> statement, Function<Readable, T> read) {
        return postgres.transaction(it -> rows(statement.apply(it), read))
                .onErrorMap(Postgres.Away.class, PostgresModels::away);
    }

    private static Away away(Postgres.Away error) {
        return new Away(String.valueOf(error.getMessage()));
    }

    private static <T> Flux<T> rows(Statement statement, Function<Readable, T> read) {
        return Flux.from(statement.execute()).flatMap(result -> result.map(read));
    }

    private static Flux<Long> run(Statement statement) {
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated);
    }

    private record Told(Seat seat, Tally tally) {}

    private static Told told(Readable row) {
        return new Told(
                new Seat(text(row, "version"), number(row, "since")),
                tally(row).orElseGet(Tally::new));
    }

    private record CastRow(long sequence, Optional<Part> part) {}

    private static CastRow castRow(Readable row) {
        boolean isThere = row.get("version", String.class) != null;
        return new CastRow(
                number(row, "sequence"), isThere ? Optional.of(part(row)) : Optional.empty());
    }

    private static Part part(Readable row) {
        return new Part(
                text(row, "version"),
                Stage.fromWireName(text(row, "stage")).orElseThrow(),
                (int) number(row, "percent"));
    }

    private static Listed listed(Readable row) {
        return new Listed(
                part(row),
                number(row, "since"),
                text(row, "about"),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)).toInstant(),
                text(row, "by"),
                text(row, "reason"),
                tally(row));
    }

    private static Optional<Tally> tally(Readable row) {
        return Optional.ofNullable(row.get("counts", Long[].class))
                .map(counts -> Tally.of(Stream.of(counts).mapToLong(Long::longValue).toArray()));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
