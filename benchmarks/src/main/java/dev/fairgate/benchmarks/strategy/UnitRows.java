package dev.fairgate.benchmarks.strategy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLState;

/// A row for each unit, taken with `FOR UPDATE SKIP LOCKED`: buyers pass by what others are just
/// taking, so that nobody waits for anybody, and their writes to disk go together. The row becomes
/// the order, so a sale is one statement.
///
/// Who finds only units that others are just taking tries again: they may give one back.
final class UnitRows implements Strategy {

    private static final String TAKE =
            """
            UPDATE unit_rows.unit SET request = ?, account = ?, taken_at = ?
            WHERE (sale, number) = (
                SELECT sale, number FROM unit_rows.unit WHERE sale = ? AND request IS NULL
                ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
            """;

    private final Database database;
    private final int mostAttempts;

    /// @param mostAttempts at one purchase, after which it gives up
    UnitRows(Database database, int mostAttempts) {
        this.database = database;
        this.mostAttempts = mostAttempts;
        database.transaction(
                it ->
                        Database.write(
                                it,
                                """
                                CREATE SCHEMA IF NOT EXISTS unit_rows;
                                CREATE TABLE IF NOT EXISTS unit_rows.unit (
                                    sale text, number integer, request text, account text,
                                    taken_at bigint, PRIMARY KEY (sale, number));
                                CREATE UNIQUE INDEX IF NOT EXISTS unit_request
                                    ON unit_rows.unit (request) WHERE request IS NOT NULL;
                                CREATE INDEX IF NOT EXISTS unit_free
                                    ON unit_rows.unit (sale, number) WHERE request IS NULL;
                                """));
    }

    @Override
    public String name() {
        return "SKIP LOCKED";
    }

    @Override
    public void open(String sale, int units) {
        database.transaction(
                it ->
                        Database.write(
                                it,
                                "INSERT INTO unit_rows.unit"
                                        + " SELECT ?, n FROM generate_series(1, ?) n",
                                sale,
                                units));
    }

    @Override
    public Till till() {
        return this::take;
    }

    private Answer take(Purchase purchase) {
        for (int attempt = 1; attempt <= mostAttempts; attempt++) {
            int number = attempt;
            Optional<Answer> answer = database.run(it -> attempt(it, purchase, number));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Answer.GaveUp(mostAttempts);
    }

    private Optional<Answer> attempt(Connection connection, Purchase purchase, int attempt)
            throws SQLException {
        Order order = Order.of(purchase);
        if (mark(connection, purchase.sale(), order)) {
            return Optional.of(new Answer.Taken(order, attempt));
        }
        Optional<Answer> known =
                known(connection, purchase).map(it -> new Answer.Taken(it, attempt));
        return known.isPresent() || isAnyFree(connection, purchase.sale())
                ? known
                : Optional.of(new Answer.SoldOut(attempt));
    }

    /// Tells whether a unit is now this order.
    private static boolean mark(Connection connection, String sale, Order order)
            throws SQLException {
        try {
            return Database.write(
                            connection,
                            TAKE,
                            order.request(),
                            order.account(),
                            order.takenAt().toEpochMilli(),
                            sale)
                    == 1;
        } catch (SQLException e) {
            if (PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                return false; // the request has taken one before
            }
            throw e;
        }
    }

    private static Optional<Order> known(Connection connection, Purchase purchase)
            throws SQLException {
        return Database.one(
                connection,
                "SELECT request, account, taken_at FROM unit_rows.unit WHERE request = ?",
                SaleTables::order,
                purchase.request());
    }

    private static boolean isAnyFree(Connection connection, String sale) throws SQLException {
        return Database.one(
                        connection,
                        "SELECT 1 FROM unit_rows.unit WHERE sale = ? AND request IS NULL LIMIT 1",
                        row -> row.getInt(1),
                        sale)
                .isPresent();
    }

    @Override
    public int left(String sale) {
        return database.run(
                it ->
                        Database.one(
                                        it,
                                        "SELECT count(*) FROM unit_rows.unit"
                                                + " WHERE sale = ? AND request IS NULL",
                                        row -> row.getInt(1),
                                        sale)
                                .orElseThrow());
    }

    @Override
    public List<Order> orders(String sale) {
        return database.run(
                it ->
                        Database.all(
                                it,
                                "SELECT request, account, taken_at FROM unit_rows.unit"
                                        + " WHERE sale = ? AND request IS NOT NULL",
                                SaleTables::order,
                                sale));
    }

    @Override
    public long bytes(String sale) {
        return database.bytes("unit_rows");
    }

    @Override
    public void close() {}
}
