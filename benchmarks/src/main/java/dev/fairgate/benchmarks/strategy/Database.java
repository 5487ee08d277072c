package dev.fairgate.benchmarks.strategy;

import dev.fairgate.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// PostgreSQL by JDBC, READ COMMITTED, over a fixed number of connections. Who finds none waits in
/// turn, so that a long wait is the strategy's and not the pool's.
final class Database implements AutoCloseable {

    /// 8 and 32 gave the same figures on two processors.
    private static final int CONNECTIONS = 16;

    private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(CONNECTIONS, true);

    Database(int port) {
        String url =
                "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&socketTimeout=30"
                        .formatted(port, PostgresServer.USER, PostgresServer.USER);
        try {
            while (free.remainingCapacity() > 0) {
                free.add(DriverManager.getConnection(url));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL is away: " + e.getMessage(), e);
        }
    }

    /// Statements over one connection.
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// One row.
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Runs statements, each for itself.
    <T> T run(Work<T> work) {
        Connection connection = take();
        try {
            return work.in(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not do it: " + e.getMessage(), e);
        } finally {
            free.add(connection);
        }
    }

    private Connection take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    /// Runs statements as one transaction. Work that finds it shall write nothing rolls back itself
    /// and returns.
    <T> T transaction(Work<T> work) {
        return run(
                connection -> {
                    connection.setAutoCommit(false);
                    try {
                        T result = work.in(connection);
                        connection.commit();
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        connection.rollback();
                        throw e;
                    } finally {
                        connection.setAutoCommit(true);
                    }
                });
    }

    /// Writes, and tells how many rows.
    static int write(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = statement(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /// The one row, or none.
    static <T> Optional<T> one(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        return all(connection, sql, row, values).stream().findFirst();
    }

    static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = statement(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return all;
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /// What the tables of a schema take, indexes included.
    long bytes(String schema) {
        return run(
                connection ->
                        one(
                                        connection,
                                        """
                                        SELECT sum(pg_total_relation_size(c.oid))
                                        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                                        WHERE nspname = ? AND relkind = 'r'
                                        """,
                                        row -> row.getLong(1),
                                        schema)
                                .orElseThrow());
    }

    @Override
    public void close() {
        try {
            for (Connection connection : free) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not let go: " + e.getMessage(), e);
        }
    }
}
