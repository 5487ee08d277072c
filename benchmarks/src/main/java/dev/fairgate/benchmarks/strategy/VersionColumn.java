package dev.fairgate.benchmarks.strategy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The optimistic lock of a database: reads the sale's row, and writes it only if its version is
/// still the one that was read, as JPA's `@Version` does; again from the start otherwise.
final class VersionColumn implements Strategy {

    private final Database database;
    private final SaleTables tables;
    private final int mostAttempts;

    /// @param mostAttempts at one purchase, after which it gives up
    VersionColumn(Database database, int mostAttempts) {
        this.database = database;
        this.tables = new SaleTables(database, "version_column");
        this.mostAttempts = mostAttempts;
    }

    @Override
    public String name() {
        return "version column";
    }

    @Override
    public void open(String sale, int units) {
        tables.open(sale, units);
    }

    @Override
    public Till till() {
        return this::take;
    }

    private record Stock(int units, long version) {}

    private Answer take(Purchase purchase) {
        for (int attempt = 1; attempt <= mostAttempts; attempt++) {
            int number = attempt;
            Optional<Answer> answer = database.transaction(it -> attempt(it, purchase, number));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Answer.GaveUp(mostAttempts);
    }

    private Optional<Answer> attempt(Connection connection, Purchase purchase, int attempt)
            throws SQLException {
        Stock stock = read(connection, purchase.sale());
        if (stock.units() < 1) {
            return Optional.of(tables.knownOrSoldOut(connection, purchase.request(), attempt));
        }
        int written =
                Database.write(
                        connection,
                        tables.sql(
                                "UPDATE %s.stock SET units = ?, version = version + 1"
                                        + " WHERE sale = ? AND version = ?"),
                        stock.units() - 1,
                        purchase.sale(),
                        stock.version());
        if (written == 0) {
            connection.rollback();
            return Optional.empty();
        }
        Order order = Order.of(purchase);
        if (!tables.insert(connection, purchase.sale(), order)) {
            connection.rollback();
            return Optional.of(tables.knownOrSoldOut(connection, purchase.request(), attempt));
        }
        return Optional.of(new Answer.Taken(order, attempt));
    }

    private Stock read(Connection connection, String sale) throws SQLException {
        return Database.one(
                        connection,
                        tables.sql("SELECT units, version FROM %s.stock WHERE sale = ?"),
                        row -> new Stock(row.getInt(1), row.getLong(2)),
                        sale)
                .orElseThrow();
    }

    @Override
    public int left(String sale) {
        return tables.left(sale);
    }

    @Override
    public List<Order> orders(String sale) {
        return tables.orders(sale);
    }

    @Override
    public long bytes(String sale) {
        return tables.bytes();
    }

    @Override
    public void close() {}
}
