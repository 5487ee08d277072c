package dev.fairgate.servers;

import java.nio.file.Path;

/// One real Redis server for tests, on a port of loopback that stays its own: a child process
/// ([RedisProcess]), or a container when the tests run with `-Dfairgate.servers=docker`.
///
/// Both behave alike: [#start()] returns once the server has loaded its data and answers `PING`;
/// after [#stop()] or [#kill()] it brings the same data back on the same port. Not thread-safe.
public sealed interface RedisServer extends AutoCloseable permits RedisProcess, RedisContainer {

    /// A ledger ([RedisProcess#ledger]).
    ///
    /// @param directory of its data; a container keeps its data itself, and leaves this alone
    static RedisServer ledger(Path directory, int port) {
        return switch (ServerKind.chosen()) {
            case EMBEDDED -> RedisProcess.ledger(directory, port);
            case DOCKER -> RedisContainer.publishing(port, RedisProcess.LEDGER);
        };
    }

    /// A risk store ([RedisProcess#riskStore]).
    ///
    /// @param directory as for [#ledger]
    static RedisServer riskStore(Path directory, int port) {
        return switch (ServerKind.chosen()) {
            case EMBEDDED -> RedisProcess.riskStore(directory, port);
            case DOCKER -> RedisContainer.publishing(port, RedisProcess.RISK_STORE);
        };
    }

    /// The port on loopback, the same over every restart.
    int port();

    /// Starts the server and waits until it answers.
    ///
    /// @throws IllegalStateException when it does not in time, with what it last logged
    RedisServer start();

    /// Ends the server in good order, by force when that takes too long. Without a server: nothing.
    void stop();

    /// Ends the server as a crash does (SIGKILL).
    void kill();

    /// Freezes the server, as a host that hangs: connections stay open and can be made, and nothing
    /// is answered before [#wake].
    void silence();

    /// Lets a silent server go on, with all it was sent meanwhile.
    void wake();

    /// Whether there is a server now, silent ones included.
    boolean isRunning();

    /// Ends the server for good.
    @Override
    void close();
}
