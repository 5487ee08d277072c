package dev.fairgate.sale.archive;

import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reads orders. After a failure buyers' reads are not tried for a second: their lists come without
/// PostgreSQL then, and without waiting for it.
final class PostgresOrders implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PostgresOrders.class);

    /// What a buyer's list waits for PostgreSQL at most.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String AFTER_ALL = "~"; // behind every ULID

    private static final String ORDER =
            """
            SELECT order_id, account_id, quantity, amount, currency, status, created_at, pay_by,
                   decision_id
            FROM sale.sale_order
            """;
    private static final String PAGE =
            """
            right(order_id, 26) COLLATE "C" < $1
            ORDER BY right(order_id, 26) COLLATE "C" DESC LIMIT $2
            """;
    private static final String ACCOUNTS =
            "SELECT order_id, account_id FROM sale.sale_order WHERE order_id = ANY($1)";

    private final Postgres postgres;
    private final LongSupplier nanoTime;
    private volatile boolean away;
    private volatile long notBefore;

    PostgresOrders(Postgres postgres, LongSupplier nanoTime) {
        this.postgres = postgres;
        this.nanoTime = nanoTime;
        this.notBefore = nanoTime.getAsLong();
    }

    Mono<Order> find(OrderId id) {
        return soon(connection ->
                        orders(
                                connection
                                        .createStatement(ORDER + "WHERE order_id = $1")
                                        .bind("$1", id.toString())))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    Mono<List<Order>> of(String account, String cursor, int limit) {
        return soon(
                connection ->
                        orders(
                                page(
                                        connection,
                                        List.of("account_id"),
                                        List.of(account),
                                        cursor,
                                        limit)));
    }

    Mono<List<Order>> search(OrderArchive.Search search, String cursor, int limit) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        search.saleId().ifPresent(it -> wanted("sale_id", it, columns, values));
        search.accountId().ifPresent(it -> wanted("account_id", it, columns, values));
        search.status().ifPresent(it -> wanted("status", it.wireName(), columns, values));
        return read(connection -> orders(page(connection, columns, values, cursor, limit)));
    }

    private static void wanted(
            String column, String value, List<String> columns, List<String> values) {
        columns.add(column);
        values.add(value);
    }

    Mono<Map<OrderId, String>> accounts(Collection<OrderId> ids) {
        String[] names = ids.stream().map(OrderId::toString).toArray(String[]::new);
        return read(connection ->
                        rows(
                                connection.createStatement(ACCOUNTS).bind("$1", names),
                                row ->
                                        Map.entry(
                                                id(text(row, "order_id")),
                                                text(row, "account_id"))))
                .map(
                        rows ->
                                rows.stream()
                                        .collect(
                                                Collectors.toUnmodifiableMap(
                                                        Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// The columns are ours, the values a caller's.
    private static Statement page(
            Connection connection,
            List<String> columns,
            List<String> values,
            String cursor,
            int limit) {
        StringBuilder sql = new StringBuilder(ORDER).append("WHERE ");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(columns.get(i)).append(" = $").append(i + 3).append(" AND ");
        }
        Statement statement =
                connection
                        .createStatement(sql.append(PAGE).toString())
                        .bind("$1", cursor.isEmpty() ? AFTER_ALL : cursor)
                        .bind("$2", (long) limit);
        for (int i = 0; i < values.size(); i++) {
            statement.bind("$" + (i + 3), values.get(i));
        }
        return statement;
    }

    private static Flux<Order> orders(Statement statement) {
        return rows(statement, PostgresOrders::order);
    }

    private static <T> Flux<T> rows(Statement statement, Function<Readable, T> mapping) {
        return Flux.from(statement.execute()).concatMap(result -> result.map(mapping));
    }

    private static Order order(Readable row) {
        return new Order(
                id(text(row, "order_id")),
                text(row, "account_id"),
                get(row, "quantity", Integer.class),
                new Price(get(row, "amount", Long.class), text(row, "currency")),
                OrderStatus.ofWireName(text(row, "status")),
                get(row, "created_at", Instant.class),
                get(row, "pay_by", Instant.class),
                text(row, "decision_id"));
    }

    private static OrderId id(String text) {
        return OrderId.parse(text)
                .orElseThrow(() -> new IllegalStateException("not an order's id: " + text));
    }

    private static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /// For a buyer who waits.
    private <T> Mono<List<T>> soon(Function<Connection, Flux<T>> work) {
        return Mono.defer(
                () ->
                        nanoTime.getAsLong() - notBefore < 0
                                ? Mono.error(new OrderArchive.Away("it was away a moment ago"))
                                : told(postgres.transaction(work).collectList().timeout(PATIENCE)));
    }

    /// For somebody with more patience: within the deadline of a transaction.
    private <T> Mono<List<T>> read(Function<Connection, Flux<T>> work) {
        return told(postgres.transaction(work).collectList());
    }

    private <T> Mono<T> told(Mono<T> read) {
        return read.doOnSuccess(done -> isThere())
                .onErrorResume(
                        error ->
                                isAway(error)
                                        .then(
                                                Mono.error(
                                                        () ->
                                                                new OrderArchive.Away(
                                                                        String.valueOf(error)))));
    }

    private void isThere() {
        if (away) {
            away = false;
            log.info("Orders are read from PostgreSQL again");
        }
    }

    /// Connections that a silent server holds would never come back: begins anew, once a second.
    private Mono<Void> isAway(Throwable error) {
        if (!away) {
            away = true;
            log.warn("Orders are not read from PostgreSQL: {}", error.toString());
        }
        long now = nanoTime.getAsLong();
        if (now - notBefore < 0) {
            return Mono.empty();
        }
        notBefore = now + PAUSE.toNanos();
        return postgres.reopen();
    }

    @Override
    public void destroy() {
        postgres.destroy();
    }
}
