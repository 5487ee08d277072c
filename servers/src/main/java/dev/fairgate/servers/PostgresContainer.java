package dev.fairgate.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// A PostgreSQL server (17) in a container.
final class PostgresContainer implements PostgresServer {

    private static final String IMAGE = "postgres:17-alpine";
    private static final int INSIDE = 5432;

    private final int port;
    private final DockerContainer container;
    private boolean closed;

    PostgresContainer(int port) {
        this.port = port;
        container =
                new DockerContainer(IMAGE, List.of("postgres", "-c", "max_connections=50"))
                        .publishing(port, INSIDE)
                        .with("POSTGRES_USER", USER)
                        .with("POSTGRES_HOST_AUTH_METHOD", "trust");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized PostgresContainer start() {
        if (closed || container.isRunning()) {
            throw new IllegalStateException(
                    "PostgreSQL on port " + port + (closed ? " is closed" : " is running already"));
        }
        container.start();
        container.await(this::takesConnections);
        return this;
    }

    /// While it makes a new database, the image's server listens to nobody outside.
    private boolean takesConnections() {
        String url =
                "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&connectTimeout=1&socketTimeout=5"
                        .formatted(port, USER, USER);
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        container.stop();
    }

    @Override
    public synchronized void kill() {
        container.kill();
    }

    @Override
    public synchronized void close() {
        closed = true;
        container.close();
    }
}
