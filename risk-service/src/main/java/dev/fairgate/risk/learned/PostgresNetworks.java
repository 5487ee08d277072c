package dev.fairgate.risk.learned;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.limit.LimitKey;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `risk.network`. Times are PostgreSQL's own, so that nodes need no clock in common.
final class PostgresNetworks implements NetworkStore {

    private static final long MOST_ROWS = 200_000;

    private static final String NEWEST =
            """
            SELECT entity, usual_crowd, hours, paid, unpaid FROM risk.network
            ORDER BY updated_at DESC, entity LIMIT $1
            """;

    /// Two writers take the rows in one order, so that neither waits for the other in a circle.
    private static final String STORE =
            """
            INSERT INTO risk.network AS known
              (entity, usual_crowd, hours, paid, unpaid, updated_at)
            SELECT told.*, now()
            FROM unnest($1::text[], $2::real[], $3::int[], $4::int[], $5::int[])
              AS told (entity, usual_crowd, hours, paid, unpaid)
            ORDER BY entity
            ON CONFLICT (entity) DO UPDATE
            SET usual_crowd = excluded.usual_crowd, hours = excluded.hours, paid = excluded.paid,
                unpaid = excluded.unpaid, updated_at = excluded.updated_at
            WHERE (excluded.hours, excluded.paid + excluded.unpaid)
                  >= (known.hours, known.paid + known.unpaid)
            """;

    /// A network that began anew while PostgreSQL was away does not write over what was learned
    /// from more hours; when that is a month old it goes, and the new one takes its place.
    private static final String TIDY =
            """
            DELETE FROM risk.network
            WHERE updated_at < now() - interval '30 days' OR entity IN
              (SELECT entity FROM risk.network ORDER BY updated_at DESC, entity OFFSET $1)
            """;

    private final Postgres postgres;

    PostgresNetworks(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Mono<List<LearnedNetwork>> newest(int most) {
        return postgres.transaction(
                        connection ->
                                Flux.from(
                                                connection
                                                        .createStatement(NEWEST)
                                                        .bind("$1", most)
                                                        .execute())
                                        .flatMap(result -> result.map(PostgresNetworks::read)))
                .flatMap(Mono::justOrEmpty)
                .collectList();
    }

    @Override
    public Mono<Void> store(List<LearnedNetwork> networks) {
        return postgres.transaction(
                        connection -> rows(told(connection.createStatement(STORE), networks)))
                .then();
    }

    @Override
    public Mono<Void> tidy() {
        return postgres.transaction(
                        connection -> rows(connection.createStatement(TIDY).bind("$1", MOST_ROWS)))
                .then();
    }

    private static Flux<Long> rows(Statement statement) {
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated);
    }

    private static Statement told(Statement statement, List<LearnedNetwork> networks) {
        return statement
                .bind("$1", networks.stream().map(it -> it.network().text()).toArray(String[]::new))
                .bind(
                        "$2",
                        networks.stream()
                                .map(it -> it.learned().usualCrowd())
                                .toArray(Float[]::new))
                .bind("$3", counts(networks, Learned::hours))
                .bind("$4", counts(networks, Learned::paid))
                .bind("$5", counts(networks, Learned::unpaid));
    }

    private static Integer[] counts(
            List<LearnedNetwork> networks, Function<Learned, Integer> count) {
        return networks.stream().map(it -> count.apply(it.learned())).toArray(Integer[]::new);
    }

    private static Optional<LearnedNetwork> read(Readable row) {
        Optional<LimitKey> network =
                LearnedNetwork.tryNetwork(String.valueOf(row.get("entity", String.class)));
        Float crowd = row.get("usual_crowd", Float.class);
        return network.flatMap(
                it ->
                        Learned.tryOf(
                                        crowd == null ? Float.NaN : crowd,
                                        count(row, "hours"),
                                        count(row, "paid"),
                                        count(row, "unpaid"))
                                .map(learned -> new LearnedNetwork(it, learned)));
    }

    private static int count(Readable row, String column) {
        @Nullable Integer count = row.get(column, Integer.class);
        return count == null ? -1 : count;
    }
}
