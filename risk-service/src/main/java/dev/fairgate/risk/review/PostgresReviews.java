package dev.fairgate.risk.review;

import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.State;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `risk.review_item`. A claim is one conditional UPDATE: who comes second waits for the
/// first's COMMIT and then finds the row claimed.
final class PostgresReviews implements ReviewStore {

    private static final Duration DAY = Duration.ofDays(1);

    private static final String COLUMNS =
            """
            id, kind, decision_id, account_id, words, put_by, score, created_at, claimed_by,
            claimed_until, label, granted, comment, decided_by, decided_at
            """;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM risk.review_item ";
    private static final String RETURNING = " RETURNING " + COLUMNS;
    private static final String FIND = SELECT + "WHERE id = $1";
    private static final String KNOWN = SELECT + "WHERE decision_id = $1 AND kind = $2";

    private static final String PUT =
            "SELECT risk.put_review($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS outcome";

    /// The one that has to grow old before the account may have another.
    private static final String LIMITING =
            """
            SELECT created_at FROM risk.review_item WHERE account_id = $1 AND kind = $2
            ORDER BY created_at DESC OFFSET $3 LIMIT 1
            """;

    private static final String CLAIM =
            """
            UPDATE risk.review_item SET claimed_by = $2, claimed_until = $3
            WHERE id = $1 AND decided_at IS NULL
              AND (claimed_by = $2 OR claimed_until IS NULL OR claimed_until <= $4)
            """
                    + RETURNING;

    private static final String HOLD =
            """
            UPDATE risk.review_item SET claimed_until = greatest(claimed_until, $3)
            WHERE id = $1 AND decided_at IS NULL AND claimed_by = $2 AND claimed_until > $4
            """
                    + RETURNING;

    private static final String RELEASE =
            """
            UPDATE risk.review_item SET claimed_by = NULL, claimed_until = NULL
            WHERE id = $1 AND decided_at IS NULL AND claimed_by = $2
            """
                    + RETURNING;

    private static final String END =
            """
            UPDATE risk.review_item SET claimed_by = NULL, claimed_until = NULL, label = $3,
              granted = $4, comment = nullif($5, ''), decided_by = $2, decided_at = $6
            WHERE id = $1 AND decided_at IS NULL AND claimed_by = $2
            """
                    + RETURNING;

    private static final String FORGET = "DELETE FROM risk.review_item WHERE created_at < $1";

    private static final String COUNT =
            """
            SELECT count(*) AS undone, min(created_at) AS oldest FROM risk.review_item
            WHERE decided_at IS NULL
            """;

    private final Postgres postgres;
    private final int mostUndone;

    /// @param mostUndone items that wait
    PostgresReviews(Postgres postgres, int mostUndone) {
        this.postgres = postgres;
        this.mostUndone = mostUndone;
    }

    @Override
    public Mono<Putting> put(ReviewItem item) {
        return one(
                connection ->
                        Flux.from(told(connection.createStatement(PUT), item).execute())
                                .flatMap(
                                        result ->
                                                result.map(
                                                        row ->
                                                                PostgresReviewRows.text(
                                                                        row, "outcome")))
                                .single()
                                .flatMap(outcome -> putting(connection, item, outcome)));
    }

    private Statement told(Statement statement, ReviewItem item) {
        Statement told =
                statement
                        .bind("$1", item.id())
                        .bind("$2", item.kind().wireName())
                        .bind("$3", item.decisionId())
                        .bind("$4", item.account().orElse(PostgresReviewRows.NOBODY))
                        .bind("$5", item.words())
                        .bind("$6", item.by())
                        .bind("$8", item.createdAt())
                        .bind("$9", aDay(item.kind()))
                        .bind("$10", mostUndone);
        return item.score()
                .map(score -> told.bind("$7", score))
                .orElseGet(() -> told.bindNull("$7", Double.class));
    }

    private static int aDay(Kind kind) {
        return kind == Kind.APPEAL ? Appeals.A_DAY : 1;
    }

    private static Mono<Putting> putting(Connection connection, ReviewItem item, String outcome) {
        return switch (outcome) {
            case "done" -> known(connection, item).map(Putting.Done::new);
            case "known" -> known(connection, item).map(Putting.Known::new);
            case "limited" -> limited(connection, item);
            case "full" -> Mono.just(new Putting.Full());
            default -> throw new IllegalStateException("put_review answers " + outcome);
        };
    }

    private static Mono<ReviewItem> known(Connection connection, ReviewItem item) {
        return rows(connection
                        .createStatement(KNOWN)
                        .bind("$1", item.decisionId())
                        .bind("$2", item.kind().wireName()))
                .single();
    }

    private static Mono<Putting> limited(Connection connection, ReviewItem item) {
        Statement statement =
                connection
                        .createStatement(LIMITING)
                        .bind("$1", item.account().orElse(PostgresReviewRows.NOBODY))
                        .bind("$2", item.kind().wireName())
                        .bind("$3", aDay(item.kind()) - 1);
        return Flux.from(statement.execute())
                .flatMap(
                        result ->
                                result.map(
                                        row ->
                                                PostgresReviewRows.get(
                                                        row, "created_at", Instant.class)))
                .single()
                .map(oldest -> new Putting.Limited(oldest.plus(DAY)));
    }

    @Override
    public Mono<Optional<ReviewItem>> find(String id) {
        return one(connection -> found(connection, id));
    }

    private static Mono<Optional<ReviewItem>> found(Connection connection, String id) {
        return rows(connection.createStatement(FIND).bind("$1", id))
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<List<ReviewItem>> list(ReviewQuery query, int most, Instant now) {
        boolean newestFirst = query.state() == State.DONE;
        String sql =
                SELECT
                        + "WHERE "
                        + condition(query.state())
                        + " AND ($2::text = '' OR kind = $2::text)"
                        + (newestFirst
                                ? " AND id < $3 ORDER BY id DESC"
                                : " AND id > $3 ORDER BY id")
                        + " LIMIT $4";
        String from = newestFirst ? "Z" : ""; // after and before all ULIDs
        return one(
                connection ->
                        rows(connection
                                        .createStatement(sql)
                                        .bind("$1", now)
                                        .bind("$2", query.kind().map(Kind::wireName).orElse(""))
                                        .bind("$3", query.after().orElse(from))
                                        .bind("$4", most))
                                .collectList());
    }

    private static String condition(State state) {
        return switch (state) {
            case OPEN -> "decided_at IS NULL AND (claimed_until IS NULL OR claimed_until <= $1)";
            case CLAIMED -> "decided_at IS NULL AND claimed_until > $1";
            case DONE -> "decided_at IS NOT NULL AND $1::timestamptz IS NOT NULL";
        };
    }

    @Override
    public Mono<Change> claim(String id, String by, Instant until, Instant now) {
        return change(id, CLAIM, all -> all.bind("$2", by).bind("$3", until).bind("$4", now));
    }

    @Override
    public Mono<Change> hold(String id, String by, Instant until, Instant now) {
        return change(id, HOLD, all -> all.bind("$2", by).bind("$3", until).bind("$4", now));
    }

    @Override
    public Mono<Change> release(String id, String by) {
        return change(id, RELEASE, all -> all.bind("$2", by));
    }

    @Override
    public Mono<Change> end(String id, Verdict verdict) {
        return change(id, END, all -> told(all, verdict));
    }

    private static Statement told(Statement statement, Verdict verdict) {
        Statement told =
                statement
                        .bind("$2", verdict.by())
                        .bind("$3", verdict.label().wireName())
                        .bind("$5", verdict.comment().orElse(""))
                        .bind("$6", verdict.at());
        return verdict.granted()
                .map(granted -> told.bind("$4", granted))
                .orElseGet(() -> told.bindNull("$4", Boolean.class));
    }

    /// Looks only after it has not changed anything: then it sees what whoever was first has done.
    private Mono<Change> change(String id, String sql, Function<Statement, Statement> told) {
        return one(
                connection ->
                        rows(told.apply(connection.createStatement(sql).bind("$1", id)))
                                .next()
                                .map(item -> new Change(true, Optional.of(item)))
                                .switchIfEmpty(
                                        found(connection, id).map(it -> new Change(false, it))));
    }

    @Override
    public Mono<Backlog> tidy(Instant now) {
        return one(
                connection ->
                        Flux.from(
                                        connection
                                                .createStatement(FORGET)
                                                .bind("$1", now.minus(KEPT))
                                                .execute())
                                .flatMap(Result::getRowsUpdated)
                                .thenMany(connection.createStatement(COUNT).execute())
                                .flatMap(result -> result.map(PostgresReviewRows::backlog))
                                .single());
    }

    private <T> Mono<T> one(Function<Connection, Mono<T>> work) {
        return postgres.transaction(connection -> work.apply(connection).flux())
                .single()
                .onErrorMap(
                        Postgres.Away.class, away -> new Away(String.valueOf(away.getMessage())));
    }

    private static Flux<ReviewItem> rows(Statement statement) {
        return Flux.from(statement.execute())
                .flatMap(result -> result.map(PostgresReviewRows::item));
    }
}
