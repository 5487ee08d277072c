package dev.fairgate.benchmarks.strategy;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A counter for each sale and a row for each order, in a schema of a strategy's own.
final class SaleTables {

    private static final String ORDERS = "SELECT request, account, taken_at FROM %s.orders";

    private final Database database;
    private final String schema;

    SaleTables(Database database, String schema) {
        this.database = database;
        this.schema = schema;
        database.transaction(
                it ->
                        Database.write(
                                it,
                                """
                                CREATE SCHEMA IF NOT EXISTS %1$s;
                                CREATE TABLE IF NOT EXISTS %1$s.stock (
                                    sale text PRIMARY KEY, units integer, version bigint);
                                CREATE TABLE IF NOT EXISTS %1$s.orders (
                                    request text PRIMARY KEY, sale text, account text,
                                    taken_at bigint);
                                """
                                        .formatted(schema)));
    }

    /// SQL about these tables: `%s` in it is their schema.
    String sql(String text) {
        return text.replace("%s", schema);
    }

    void open(String sale, int units) {
        database.transaction(
                it ->
                        Database.write(
                                it, sql("INSERT INTO %s.stock VALUES (?, ?, 1)"), sale, units));
    }

    /// Writes an order, and tells whether its request had none yet.
    boolean insert(Connection connection, String sale, Order order) throws SQLException {
        return Database.write(
                        connection,
                        sql("INSERT INTO %s.orders VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
                        order.request(),
                        sale,
                        order.account(),
                        order.takenAt().toEpochMilli())
                == 1;
    }

    /// What a request has taken before, else that there is no unit.
    Answer knownOrSoldOut(Connection connection, String request, int attempts) throws SQLException {
        return Database.one(
                        connection, sql(ORDERS + " WHERE request = ?"), SaleTables::order, request)
                .<Answer>map(order -> new Answer.Taken(order, attempts))
                .orElseGet(() -> new Answer.SoldOut(attempts));
    }

    /// What these requests have taken before.
    List<Order> known(Connection connection, List<String> requests) throws SQLException {
        Array all = connection.createArrayOf("text", requests.toArray());
        return Database.all(
                connection, sql(ORDERS + " WHERE request = ANY (?)"), SaleTables::order, all);
    }

    /// Reads `request, account, taken_at`.
    static Order order(ResultSet row) throws SQLException {
        return new Order(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)));
    }

    Optional<Integer> left(Connection connection, String sale) throws SQLException {
        return Database.one(
                connection,
                sql("SELECT units FROM %s.stock WHERE sale = ?"),
                row -> row.getInt(1),
                sale);
    }

    int left(String sale) {
        return database.run(it -> left(it, sale)).orElseThrow();
    }

    List<Order> orders(String sale) {
        return database.run(
                it -> Database.all(it, sql(ORDERS + " WHERE sale = ?"), SaleTables::order, sale));
    }

    long bytes() {
        return database.bytes(schema);
    }
}
