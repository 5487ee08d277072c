package dev.fairgate.risk.database;

import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real PostgreSQL, and a look into it from the side.
public final class TestDatabase implements AutoCloseable {

    private static final String UNKNOWN_TABLE = "42P01";

    private final PostgresServer server;

    private TestDatabase(PostgresServer server) {
        this.server = server;
    }

    /// One that is not started yet.
    public static TestDatabase in(Path directory) {
        return new TestDatabase(
                PostgresServer.of(
                        directory.resolve("data"), Path.of("target", "postgres"), FreePort.next()));
    }

    /// Starts it, also again.
    public TestDatabase start() {
        server.start();
        return this;
    }

    /// Ends it as a crash does.
    public void kill() {
        server.kill();
    }

    /// The settings of a node that uses it.
    public Map<String, String> settings() {
        return Map.of(
                "fairgate.database.url",
                server.url(),
                "fairgate.database.username",
                PostgresServer.USER,
                "fairgate.database.deadline",
                "2s");
    }

    /// Connections as a node has them.
    public Postgres open() {
        return new Postgres(
                new DatabaseSettings(
                        server.url(), PostgresServer.USER, "", Duration.ofSeconds(10)));
    }

    /// Changes something from the side.
    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first column of every row; none while the table is not there.
    public List<String> column(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (result.next()) {
                column.add(result.getString(1));
            }
            return column;
        } catch (SQLException e) {
            if (UNKNOWN_TABLE.equals(e.getSQLState())) {
                return List.of();
            }
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&connectTimeout=5&socketTimeout=20"
                        .formatted(server.port(), PostgresServer.USER, PostgresServer.USER));
    }

    @Override
    public void close() {
        server.close();
    }
}
