package dev.fairgate.sale.archive;

import dev.fairgate.sale.web.Json;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Orders and dead letters in PostgreSQL. Each call is one transaction and completes after its
/// COMMIT. It errors with [Refused] when the server refuses the values, which asking again does not
/// mend, and with [Away] for everything else.
final class PostgresArchive {

    private static final int LONGEST_VALUE = 2_000;
    private static final int MOST_FIELDS = 50;

    /// One statement for any number of orders. `stock_seq` lets only later events through, so that
    /// neither a second delivery nor disorder takes a status back.
    private static final String STORE =
            """
            INSERT INTO sale.sale_order AS known
              (order_id, sale_id, account_id, quantity, amount, currency, status, created_at,
               pay_by, decision_id, policy_version, terms_version, stock_seq, updated_at)
            SELECT order_id, sale_id, account_id, quantity, amount, currency, status,
                   'epoch'::timestamptz + created_ms * interval '1 millisecond',
                   'epoch'::timestamptz + pay_by_ms * interval '1 millisecond',
                   decision_id, policy_version, terms_version, stock_seq,
                   'epoch'::timestamptz + at_ms * interval '1 millisecond'
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                        $7::int[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[],
                        $12::bigint[], $13::bigint[], $14::bigint[])
              AS event (order_id, sale_id, account_id, currency, status, decision_id,
                        quantity, amount, created_ms, pay_by_ms, policy_version,
                        terms_version, stock_seq, at_ms)
            ON CONFLICT (order_id) DO UPDATE
            SET status = excluded.status, pay_by = excluded.pay_by,
                stock_seq = excluded.stock_seq, updated_at = excluded.updated_at
            WHERE known.stock_seq < excluded.stock_seq
            """;

    private static final String BURY =
            """
            INSERT INTO sale.dead_letter (stream, entry_id, fields, error, tries, at)
            VALUES ($1, $2, $3::jsonb, $4, $5, $6::timestamptz)
            ON CONFLICT (stream, entry_id) DO NOTHING
            """;

    private final PostgresConnections connections;

    PostgresArchive(PostgresConnections connections) {
        this.connections = connections;
    }

    /// The server will not take these values, whoever asks and whenever.
    static final class Refused extends RuntimeException {
        Refused(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause, false, false);
        }
    }

    /// The server is not there, too slow, full, or not set up; the same call may work later.
    static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(
                    cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                    cause,
                    false,
                    false);
        }
    }

    /// Completes when the schema is there and the server answers.
    Mono<Void> ready() {
        return connections.ready().onErrorMap(Away::new);
    }

    /// Stores what happened to these orders; of each order one event at most.
    Mono<Void> store(List<OrderEvent> events) {
        return inTransaction(connection -> bind(connection.createStatement(STORE), events));
    }

    /// Puts aside what cannot be stored.
    Mono<Void> bury(Suspect suspect, long tries, Instant now) {
        Entry entry = suspect.entry();
        return inTransaction(
                connection ->
                        connection
                                .createStatement(BURY)
                                .bind("$1", RedisEvents.stream(entry.sale()))
                                .bind("$2", entry.id())
                                .bind(
                                        "$3",
                                        new String(
                                                Json.write(shown(entry.fields())),
                                                StandardCharsets.UTF_8))
                                .bind("$4", shown(suspect.error()))
                                .bind("$5", tries)
                                .bind("$6", now.toString()));
    }

    private Mono<Void> inTransaction(Function<Connection, Statement> statement) {
        return connections
                .use(
                        connection ->
                                Mono.from(connection.beginTransaction())
                                        .thenMany(Flux.defer(() -> run(connection, statement)))
                                        .then(Mono.from(connection.commitTransaction())))
                .onErrorMap(e -> isRefusal(e) ? new Refused(e) : new Away(e));
    }

    private static Flux<Long> run(
            Connection connection, Function<Connection, Statement> statement) {
        return Flux.from(statement.apply(connection).execute()).flatMap(Result::getRowsUpdated);
    }

    /// SQLSTATE class 22, data exception, or 23, integrity constraint violation.
    private static boolean isRefusal(Throwable error) {
        return error instanceof R2dbcException refused
                && refused.getSqlState() != null
                && (refused.getSqlState().startsWith("22")
                        || refused.getSqlState().startsWith("23"));
    }

    private static Statement bind(Statement statement, List<OrderEvent> events) {
        return statement
                .bind("$1", texts(events, event -> event.order().toString()))
                .bind("$2", texts(events, event -> event.order().sale().value()))
                .bind("$3", texts(events, OrderEvent::account))
                .bind("$4", texts(events, OrderEvent::currency))
                .bind("$5", texts(events, OrderEvent::status))
                .bind("$6", texts(events, OrderEvent::decisionId))
                .bind("$7", events.stream().map(OrderEvent::quantity).toArray(Integer[]::new))
                .bind("$8", numbers(events, OrderEvent::amount))
                .bind("$9", numbers(events, event -> event.createdAt().toEpochMilli()))
                .bind("$10", numbers(events, event -> event.payBy().toEpochMilli()))
                .bind("$11", numbers(events, OrderEvent::policyVersion))
                .bind("$12", numbers(events, OrderEvent::termsVersion))
                .bind("$13", numbers(events, OrderEvent::stockSeq))
                .bind("$14", numbers(events, event -> event.at().toEpochMilli()));
    }

    private static String[] texts(List<OrderEvent> events, Function<OrderEvent, String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }

    private static Long[] numbers(List<OrderEvent> events, ToLongFunction<OrderEvent> column) {
        return events.stream().mapToLong(column).boxed().toArray(Long[]::new);
    }

    private static Map<String, String> shown(Map<String, String> fields) {
        Map<String, String> shown = new LinkedHashMap<>();
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_FIELDS)
                .forEach(field -> shown.put(shown(field.getKey()), shown(field.getValue())));
        return shown;
    }

    /// As PostgreSQL can keep it: without NUL, and of a bounded length.
    private static String shown(String text) {
        String head = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
        return head.replace('\0', '\uFFFD');
    }
}
