package dev.fairgate.benchmarks.strategy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fairgate.servers.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// PostgreSQL by JDBC and a pool, as a shop would use it; READ COMMITTED.
final class Database implements AutoCloseable {

    /// Of 8, 16 and 32 on two processors none was best for every way; see docs/ARCHITECTURE.md.
    static final int CONNECTIONS = 16;

    private final HikariDataSource pool;

    Database(int port) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:postgresql://127.0.0.1:%d/%s?socketTimeout=30"
                        .formatted(port, PostgresServer.USER));
        config.setUsername(PostgresServer.USER);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(30_000);
        pool = new HikariDataSource(config);
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
        try (Connection connection = pool.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not do it: " + e.getMessage(), e);
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
        pool.close();
    }
}
