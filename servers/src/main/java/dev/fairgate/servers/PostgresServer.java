package dev.fairgate.servers;

import java.nio.file.Path;

/// One real PostgreSQL server for tests, on a port of loopback that stays its own: a child process
/// ([PostgresProcess]), or a container when the tests run with `-Dfairgate.servers=docker`.
///
/// Both behave alike: [#start()] returns once the server takes connections; after [#stop()] or
/// [#kill()] it brings the same data back on the same port. A commit is on disk before its answer.
public sealed interface PostgresServer extends AutoCloseable
        permits PostgresProcess, PostgresContainer {

    /// The superuser and database that every new server has; loopback needs no password.
    String USER = "postgres";

    /// A server that is not started yet.
    ///
    /// @param directory of its data; a container keeps its data itself, and leaves this alone
    /// @param binaries as for [PostgresProcess#of]
    static PostgresServer of(Path directory, Path binaries, int port) {
        return switch (ServerKind.chosen()) {
            case EMBEDDED -> PostgresProcess.of(directory, binaries, port);
            case DOCKER -> new PostgresContainer(port);
        };
    }

    /// The port on loopback, the same over every restart.
    int port();

    /// The server's own database as an R2DBC address.
    default String url() {
        return "r2dbc:postgresql://127.0.0.1:" + port() + "/" + USER;
    }

    /// Starts the server and waits until it takes connections.
    ///
    /// @throws IllegalStateException when it does not within 30 s
    PostgresServer start();

    /// Ends the server in good order. Without a server: nothing.
    void stop();

    /// Ends the server as a crash does (SIGKILL).
    void kill();

    /// Ends the server for good; a start that comes later is refused.
    @Override
    void close();
}
