package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What concerns child processes alone; the rest is in [PostgresServerIT].
class PostgresProcessIT {

    @TempDir Path home;

    @Test
    void endsTheServerThatAKilledOwnerLeftBehind() throws Exception {
        Path data = home.resolve("pg");
        Process owner =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledOwner.class.getName(),
                                data.toString())
                        .inheritIO()
                        .start();
        assertThat(owner.waitFor()).isEqualTo(KilledOwner.KILLED);

        try (PostgresProcess next = postgres(data).start()) {
            assertThat(isOpen(next)).isTrue();
        }
    }

    /// Starts a server and ends without a word to it.
    static final class KilledOwner {
        static final int KILLED = 137;

        public static void main(String[] arguments) {
            postgres(Path.of(arguments[0])).start();
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static PostgresProcess postgres(Path data) {
        return PostgresProcess.of(data, Path.of("target", "postgres"), FreePort.next());
    }

    private static boolean isOpen(PostgresProcess postgres) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&connectTimeout=5"
                                .formatted(postgres.port(), PostgresServer.USER))) {
            return connection.isValid(5);
        }
    }
}
