package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.OrderEvent;
import dev.fairgate.sale.event.SaleEvent;
import dev.fairgate.sale.web.Json;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Flux;

/// The statements that store a [Batch], in the order in which they have to run.
final class PostgresBatch {

    /// First of a batch, and what writers of one sale wait for each other at. An allocation that
    /// shrinks below what is held before the batch is refused with it; the halves, in their order,
    /// are not.
    private static final String SALE =
            """
            INSERT INTO sale.sale AS known
              (sale_id, stock_seq, available, revision, allocation, most_per_account, fields)
            VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)
            ON CONFLICT (sale_id) DO UPDATE
            SET available = CASE WHEN excluded.stock_seq > known.stock_seq
                  THEN excluded.available ELSE known.available END,
                stock_seq = GREATEST(known.stock_seq, excluded.stock_seq),
                allocation = CASE WHEN excluded.revision > known.revision
                  THEN excluded.allocation ELSE known.allocation END,
                fields = CASE WHEN excluded.revision > known.revision
                  THEN excluded.fields ELSE known.fields END,
                revision = GREATEST(known.revision, excluded.revision),
                most_per_account = GREATEST(known.most_per_account, excluded.most_per_account)
            """;

    /// One statement for any number of orders of a sale. `stock_seq` lets only later events
    /// through, so that neither a second delivery nor disorder takes a status back; what really
    /// changed is counted for the sale and for each account, where the CHECKs are.
    private static final String ORDERS =
            """
            WITH event AS (
              SELECT $1 AS sale_id, $1 || '.' || ulid AS order_id, account_id, quantity, amount,
                     currency, status,
                     'epoch'::timestamptz + created_ms * interval '1 millisecond' AS created_at,
                     'epoch'::timestamptz + pay_by_ms * interval '1 millisecond' AS pay_by,
                     'epoch'::timestamptz + changed_ms * interval '1 millisecond' AS changed_at,
                     decision_id, policy_version, terms_version, payment, idempotency_key, stock_seq
              FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::int[], $10::bigint[], $11::bigint[], $12::bigint[],
                          $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[])
                AS told (ulid, account_id, currency, status, decision_id, payment, idempotency_key,
                         quantity, amount, created_ms, pay_by_ms, changed_ms, policy_version,
                         terms_version, stock_seq)),
            before AS (
              SELECT order_id, known.status, known.quantity
              FROM sale.sale_order AS known JOIN event USING (order_id)),
            stored AS (
              INSERT INTO sale.sale_order AS known
                (sale_id, order_id, account_id, quantity, amount, currency, status, created_at,
                 pay_by, changed_at, decision_id, policy_version, terms_version, payment,
                 idempotency_key, stock_seq)
              SELECT * FROM event
              ON CONFLICT (order_id) DO UPDATE
              SET status = excluded.status, pay_by = excluded.pay_by,
                  changed_at = excluded.changed_at, payment = excluded.payment,
                  stock_seq = excluded.stock_seq,
                  idempotency_key = COALESCE(NULLIF(excluded.idempotency_key, ''),
                                             known.idempotency_key)
              WHERE known.stock_seq < excluded.stock_seq
              RETURNING order_id, account_id, status, quantity),
            moved AS (
              SELECT account_id, quantity, (status = 'held')::int AS held,
                     (status = 'paid')::int AS sold
              FROM stored
              UNION ALL
              SELECT account_id, -before.quantity, (before.status = 'held')::int,
                     (before.status = 'paid')::int
              FROM stored JOIN before USING (order_id)),
            counted AS (
              INSERT INTO sale.sale_account AS known (sale_id, account_id, units, most)
              SELECT $1, account_id, sum(quantity * (held + sold)),
                     (SELECT most_per_account FROM sale.sale WHERE sale_id = $1)
              FROM moved GROUP BY account_id HAVING sum(quantity * (held + sold)) <> 0
              ORDER BY account_id
              ON CONFLICT (sale_id, account_id) DO UPDATE
              SET units = known.units + excluded.units, most = excluded.most)
            UPDATE sale.sale
            SET held = sale.held + change.held, sold = sale.sold + change.sold
            FROM (SELECT COALESCE(sum(quantity * held), 0) AS held,
                         COALESCE(sum(quantity * sold), 0) AS sold FROM moved) AS change
            WHERE sale_id = $1 AND (change.held <> 0 OR change.sold <> 0)
            """;

    private PostgresBatch() {}

    /// Runs the statements, one after the other, in the connection's transaction.
    static Flux<Long> run(Connection connection, Batch batch) {
        return Flux.concat(
                Flux.defer(() -> rows(sale(connection.createStatement(SALE), batch))),
                batch.orders().isEmpty()
                        ? Flux.empty()
                        : Flux.defer(
                                () -> rows(orders(connection.createStatement(ORDERS), batch))));
    }

    private static Flux<Long> rows(Statement statement) {
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated);
    }

    private static Statement sale(Statement statement, Batch batch) {
        statement
                .bind("$1", batch.sale().value())
                .bind("$2", batch.stockSeq())
                .bind("$3", batch.available());
        return batch.lastOfSale()
                .map(it -> sale(statement, it))
                .orElseGet(
                        () ->
                                statement
                                        .bind("$4", 0L)
                                        .bindNull("$5", Long.class)
                                        .bindNull("$6", Integer.class)
                                        .bind("$7", "{}"));
    }

    private static Statement sale(Statement statement, SaleEvent event) {
        return statement
                .bind("$4", event.revision())
                .bind("$5", event.allocation())
                .bind("$6", event.perAccountLimit())
                .bind("$7", new String(Json.write(event.fields()), StandardCharsets.UTF_8));
    }

    private static Statement orders(Statement statement, Batch batch) {
        List<OrderEvent> events = batch.orders();
        return statement
                .bind("$1", batch.sale().value())
                .bind("$2", texts(events, it -> it.order().ulid()))
                .bind("$3", texts(events, OrderEvent::account))
                .bind("$4", texts(events, it -> it.row().price().currency()))
                .bind("$5", texts(events, it -> it.row().status().wireName()))
                .bind("$6", texts(events, it -> it.row().decisionId()))
                .bind("$7", texts(events, it -> it.row().payment()))
                .bind("$8", texts(events, OrderEvent::key))
                .bind("$9", events.stream().map(it -> it.row().quantity()).toArray(Integer[]::new))
                .bind("$10", numbers(events, it -> it.row().price().amount()))
                .bind("$11", numbers(events, it -> it.row().createdAt().toEpochMilli()))
                .bind("$12", numbers(events, it -> it.row().payBy().toEpochMilli()))
                .bind("$13", numbers(events, it -> it.row().changedAt().toEpochMilli()))
                .bind("$14", numbers(events, it -> it.row().policyVersion()))
                .bind("$15", numbers(events, it -> it.row().termsVersion()))
                .bind("$16", numbers(events, OrderEvent::stockSeq));
    }

    private static String[] texts(List<OrderEvent> events, Function<OrderEvent, String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }

    private static Long[] numbers(List<OrderEvent> events, ToLongFunction<OrderEvent> column) {
        return events.stream().mapToLong(column).boxed().toArray(Long[]::new);
    }
}
