package dev.fairgate.benchmarks.strategy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The pessimistic lock: `SELECT … FOR UPDATE` of the sale's row, then counter and order, then
/// COMMIT. Whoever comes meanwhile waits, over the write to disk too.
final class LockedRow implements Strategy {

    private final Database database;
    private final SaleTables tables;

    LockedRow(Database database) {
        this.database = database;
        this.tables = new SaleTables(database, "locked_row");
    }

    @Override
    public String name() {
        return "FOR UPDATE";
    }

    @Override
    public void open(String sale, int units) {
        tables.open(sale, units);
    }

    @Override
    public Till till() {
        return purchase -> database.transaction(it -> take(it, purchase));
    }

    private Answer take(Connection connection, Purchase purchase) throws SQLException {
        int left =
                Database.one(
                                connection,
                                tables.sql("SELECT units FROM %s.stock WHERE sale = ? FOR UPDATE"),
                                row -> row.getInt(1),
                                purchase.sale())
                        .orElseThrow();
        Order order = Order.of(purchase);
        if (left < 1 || !tables.insert(connection, purchase.sale(), order)) {
            connection.rollback(); // nothing was written: no need to wait for the disk
            return tables.knownOrSoldOut(connection, purchase.request(), 1);
        }
        Database.write(
                connection,
                tables.sql("UPDATE %s.stock SET units = units - 1 WHERE sale = ?"),
                purchase.sale());
        return new Answer.Taken(order, 1);
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
