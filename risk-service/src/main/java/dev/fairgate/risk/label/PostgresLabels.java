package dev.fairgate.risk.label;

import dev.fairgate.risk.database.Postgres;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `risk.label`. Now is PostgreSQL's own, so that nodes need no clock in common.
final class PostgresLabels implements LabelStore {

    private static final String NO_SALE = "";

    private static final String STANDING =
            """
            SELECT key_kind, key, sale_id, source, known.label, known.at, known.said_by,
              known.taken_at, now() AS moment
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
              AS told (key_kind, key, sale_id, source, place)
            LEFT JOIN risk.label AS known USING (key_kind, key, sale_id, source)
            ORDER BY told.place
            """;

    /// Two writers take the rows in one order, so that neither waits for the other in a circle;
    /// and who was overtaken since it looked has still not the last word.
    private static final String STORE =
            """
            INSERT INTO risk.label AS known
              (key_kind, key, sale_id, source, label, at, said_by, taken_at)
            SELECT key_kind, key, sale_id, source, label, at::timestamptz, $7, now()
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
              AS told (key_kind, key, sale_id, source, label, at)
            ORDER BY key_kind, key, sale_id, source
            ON CONFLICT (key_kind, key, sale_id, source) DO UPDATE
            SET label = excluded.label, at = excluded.at, said_by = excluded.said_by,
                taken_at = excluded.taken_at
            WHERE known.label <> excluded.label AND known.at <= excluded.at
            """;

    private static final String FIND =
            """
            SELECT number, key_kind, key, sale_id, source, label, at, said_by, taken_at
            FROM risk.label
            WHERE taken_at >= $1 AND taken_at < $2 AND (taken_at, number) < ($3, $4)
              AND ($5::text = '' OR (key_kind = $5::text AND key = $6::text))
              AND ($7::text = '' OR sale_id = $7::text)
              AND ($8::text = '' OR label = $8::text)
              AND ($9::text = '' OR source = $9::text)
            ORDER BY taken_at DESC, number DESC
            LIMIT $10
            """;

    private final Postgres postgres;

    PostgresLabels(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Mono<Taking> take(List<Said> said, String by) {
        return one(
                connection ->
                        weigh(connection, said, by)
                                .delayUntil(taking -> store(connection, taking.news(), by)));
    }

    @Override
    public Mono<Taking> weigh(List<Said> said, String by) {
        return one(connection -> weigh(connection, said, by));
    }

    @Override
    public Mono<List<Place>> find(LabelQuery query, int most) {
        return one(
                connection ->
                        Flux.from(bind(connection.createStatement(FIND), query, most).execute())
                                .flatMap(result -> result.map(PostgresLabels::place))
                                .collectList());
    }

    private <T> Mono<T> one(Function<Connection, Mono<T>> work) {
        return postgres.transaction(connection -> work.apply(connection).flux())
                .single()
                .onErrorMap(
                        Postgres.Away.class, away -> new Away(String.valueOf(away.getMessage())));
    }

    private static Mono<Taking> weigh(Connection connection, List<Said> said, String by) {
        Statement statement =
                connection
                        .createStatement(STANDING)
                        .bind("$1", texts(said, it -> it.key().kind().field()))
                        .bind("$2", texts(said, it -> it.key().name()))
                        .bind("$3", texts(said, it -> it.key().saleId().orElse(NO_SALE)))
                        .bind("$4", texts(said, Said::source));
        return Flux.from(statement.execute())
                .flatMap(result -> result.map(PostgresLabels::known))
                .collectList()
                .map(
                        known ->
                                Taking.of(
                                        said,
                                        known.stream().map(Known::standing).toList(),
                                        by,
                                        known.getFirst().now()));
    }

    private static Mono<Void> store(Connection connection, List<Standing> news, String by) {
        if (news.isEmpty()) {
            return Mono.empty();
        }
        Statement statement =
                connection
                        .createStatement(STORE)
                        .bind("$1", texts(news, it -> it.key().kind().field()))
                        .bind("$2", texts(news, it -> it.key().name()))
                        .bind("$3", texts(news, it -> it.key().saleId().orElse(NO_SALE)))
                        .bind("$4", texts(news, Standing::source))
                        .bind("$5", texts(news, it -> it.label().wireName()))
                        .bind("$6", texts(news, it -> it.at().toString()))
                        .bind("$7", by);
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated).then();
    }

    private static <T> String[] texts(List<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static Statement bind(Statement statement, LabelQuery query, int most) {
        return statement
                .bind("$1", query.from())
                .bind("$2", query.to())
                .bind("$3", query.after().takenAt())
                .bind("$4", query.after().number())
                .bind("$5", query.key().map(it -> it.kind().field()).orElse(""))
                .bind("$6", query.key().map(LabelKey::name).orElse(""))
                .bind("$7", query.key().flatMap(LabelKey::saleId).orElse(NO_SALE))
                .bind("$8", query.label().map(Label::wireName).orElse(""))
                .bind("$9", query.source().orElse(""))
                .bind("$10", most);
    }

    /// What stands about one thing, and when that was looked up.
    private record Known(Optional<Standing> standing, Instant now) {}

    private static Known known(Readable row) {
        boolean none = row.get("label", String.class) == null;
        return new Known(
                none ? Optional.empty() : Optional.of(standing(row)),
                get(row, "moment", Instant.class));
    }

    private static Place place(Readable row) {
        Standing standing = standing(row);
        return new Place(
                standing, new LabelCursor(standing.takenAt(), get(row, "number", Long.class)));
    }

    private static Standing standing(Readable row) {
        String sale = get(row, "sale_id", String.class);
        return new Standing(
                new LabelKey(
                        LabelKey.Kind.ofField(get(row, "key_kind", String.class)),
                        get(row, "key", String.class),
                        sale.equals(NO_SALE) ? Optional.empty() : Optional.of(sale)),
                Label.fromWireName(get(row, "label", String.class)).orElseThrow(),
                get(row, "source", String.class),
                get(row, "at", Instant.class),
                get(row, "said_by", String.class),
                get(row, "taken_at", Instant.class));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
