package dev.fairgate.risk.tuning;

import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.tuning.Version.Kind;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `risk.policy_version`.
final class PostgresVersions implements VersionStore {

    private static final long MOST = 10_000;

    private static final String ADD =
            """
            INSERT INTO risk.policy_version (version, kind, preset, made_by, at, comment, document)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (version) DO NOTHING
            """;

    private static final String TIDY =
            """
            DELETE FROM risk.policy_version
            WHERE version <= (SELECT max(version) FROM risk.policy_version) - $1
            """;

    private static final String NEWEST =
            "SELECT coalesce(max(version), 0) AS version FROM risk.policy_version";

    private static final String ONE = "SELECT * FROM risk.policy_version WHERE version = $1";

    private static final String BELOW =
            """
            SELECT version, kind, preset, made_by, at, comment, '' AS document
            FROM risk.policy_version WHERE version < $1 ORDER BY version DESC LIMIT $2
            """;

    private final Postgres postgres;

    PostgresVersions(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Mono<Long> add(List<Version> versions) {
        return postgres.transaction(
                        it ->
                                Flux.fromIterable(versions)
                                        .concatMap(version -> run(add(it, version)))
                                        .concatWith(run(it.createStatement(TIDY).bind("$1", MOST))))
                .reduce(0L, Long::sum)
                .onErrorMap(Postgres.Away.class, PostgresVersions::away);
    }

    @Override
    public Mono<Long> newest() {
        return query(it -> it.createStatement(NEWEST), PostgresVersions::number).next();
    }

    @Override
    public Mono<Version> one(long number) {
        return query(it -> it.createStatement(ONE).bind("$1", number), PostgresVersions::version)
                .next();
    }

    @Override
    public Mono<List<Version>> below(long number, int limit) {
        return query(
                        it -> it.createStatement(BELOW).bind("$1", number).bind("$2", limit),
                        PostgresVersions::version)
                .collectList();
    }

    private static Statement add(Connection it, Version version) {
        return it.createStatement(ADD)
                .bind("$1", version.number())
                .bind("$2", version.kind().wireName())
                .bind("$3", version.preset().wireName())
                .bind("$4", version.by())
                .bind("$5", version.at().atOffset(ZoneOffset.UTC))
                .bind("$6", version.comment())
                .bind("$7", version.document());
    }

    private <T> Flux<T> query(
            Function<Connection, Statement> statement, Function<Readable, T> read) {
        return postgres.transaction(
                        it ->
                                Flux.from(statement.apply(it).execute())
                                        .flatMap(result -> result.map(read)))
                .onErrorMap(Postgres.Away.class, PostgresVersions::away);
    }

    private static Flux<Long> run(Statement statement) {
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated);
    }

    private static Away away(Postgres.Away error) {
        return new Away(String.valueOf(error.getMessage()));
    }

    private static Version version(Readable row) {
        return new Version(
                number(row),
                Kind.fromWireName(text(row, "kind")).orElseThrow(),
                Preset.fromWireName(text(row, "preset")).orElseThrow(),
                text(row, "made_by"),
                Objects.requireNonNull(row.get("at", OffsetDateTime.class)).toInstant(),
                text(row, "comment"),
                text(row, "document"));
    }

    private static long number(Readable row) {
        return Objects.requireNonNull(row.get("version", Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
