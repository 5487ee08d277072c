package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.archive.Postgres;
import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.LedgerOrders.Kept;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderRow;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.web.Json;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What PostgreSQL knows of the ledger: its epoch, the engines at it, its sales and their orders.
final class PostgresCopy {

    /// Orders of one read.
    static final int PAGE = 500;

    private static final String FIRST_EPOCH =
            "INSERT INTO sale.ledger (epoch) VALUES ($1) ON CONFLICT DO NOTHING";
    private static final String EPOCH = "SELECT epoch FROM sale.ledger";
    private static final String ADOPT = "UPDATE sale.ledger SET epoch = $1";
    private static final String BEAT =
            """
            INSERT INTO sale.engine_node (node_id, seen_at) VALUES ($1, now())
            ON CONFLICT (node_id) DO UPDATE SET seen_at = now()
            """;
    private static final String LEAVE = "DELETE FROM sale.engine_node WHERE node_id = $1";
    private static final String OTHERS =
            "SELECT count(*) FROM sale.engine_node WHERE node_id <> $1";
    private static final String SALES =
            """
            SELECT sale_id, COALESCE(allocation, 0), held, sold, stock_seq, available, fields::text,
                   (SELECT count(*) FROM sale.dead_letter
                    WHERE stream = '{' || sale_id || '}:events')
            FROM sale.sale
            """;
    private static final String ORDERS =
            """
            SELECT order_id, account_id, quantity, amount, currency, status, created_at, pay_by,
                   changed_at, decision_id, policy_version, terms_version, payment, idempotency_key
            FROM sale.sale_order WHERE sale_id = $1 AND order_id > $2 ORDER BY order_id LIMIT $3
            """;

    private final Postgres postgres;

    PostgresCopy(Postgres postgres) {
        this.postgres = postgres;
    }

    /// The epoch these rows follow; `ledger` when they followed none so far.
    Mono<String> epoch(String ledger) {
        return change(FIRST_EPOCH, it -> it.bind("$1", ledger))
                .then(read(EPOCH, it -> it, row -> text(row, 0)).next());
    }

    Mono<Void> adopt(String epoch) {
        return change(ADOPT, it -> it.bind("$1", epoch));
    }

    /// This engine sells.
    Mono<Void> beat(String node) {
        return change(BEAT, it -> it.bind("$1", node));
    }

    /// This engine has ended, and every order that it confirmed was seen to the end.
    Mono<Void> leave(String node) {
        return change(LEAVE, it -> it.bind("$1", node));
    }

    /// Engines besides this one that sell, or that did not end in good order.
    Mono<Long> others(String node) {
        return read(OTHERS, it -> it.bind("$1", node), row -> number(row, 0)).next();
    }

    Flux<SaleCopy> sales() {
        return read(SALES, it -> it, PostgresCopy::sale);
    }

    Mono<SaleCopy> sale(SaleId id) {
        return read(
                        SALES + " WHERE sale_id = $1",
                        it -> it.bind("$1", id.value()),
                        PostgresCopy::sale)
                .next();
    }

    /// The orders of a sale after that one, [#PAGE] at most, by id.
    Flux<Kept> orders(SaleId sale, String after) {
        return read(
                ORDERS,
                it -> it.bind("$1", sale.value()).bind("$2", after).bind("$3", PAGE),
                PostgresCopy::order);
    }

    private Mono<Void> change(String sql, Function<Statement, Statement> bind) {
        return postgres.transaction(
                        connection ->
                                Flux.from(bind.apply(connection.createStatement(sql)).execute())
                                        .flatMap(Result::getRowsUpdated))
                .then();
    }

    private <T> Flux<T> read(
            String sql, Function<Statement, Statement> bind, Function<Readable, T> row) {
        return postgres.transaction(connection -> rows(connection, sql, bind, row));
    }

    private static <T> Flux<T> rows(
            Connection connection,
            String sql,
            Function<Statement, Statement> bind,
            Function<Readable, T> row) {
        return Flux.from(bind.apply(connection.createStatement(sql)).execute())
                .concatMap(result -> result.map(row));
    }

    private static SaleCopy sale(Readable row) {
        Map<String, String> fields = new HashMap<>();
        Json.mapper()
                .readTree(text(row, 6))
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return new SaleCopy(
                new SaleId(text(row, 0)),
                number(row, 1),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                number(row, 7),
                fields);
    }

    private static Kept order(Readable row) {
        return new Kept(
                OrderId.parse(text(row, 0))
                        .orElseThrow(() -> new IllegalStateException("no order id")),
                text(row, 1),
                new OrderRow(
                        Math.toIntExact(number(row, 2)),
                        new Price(number(row, 3), text(row, 4)),
                        OrderStatus.ofWireName(text(row, 5)),
                        time(row, 6),
                        time(row, 7),
                        time(row, 8),
                        text(row, 9),
                        number(row, 10),
                        number(row, 11),
                        text(row, 12)),
                text(row, 13));
    }

    private static Instant time(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }

    private static long number(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Number.class)).longValue();
    }

    private static String text(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
