package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessIT {

    @TempDir Path home;

    @Test
    void keepsEveryAnsweredCommitOverStopAndKillNine() throws SQLException {
        try (PostgresProcess postgres = postgres(home.resolve("pg")).start()) {
            run(postgres, "CREATE TABLE t (n int)");
            run(postgres, "INSERT INTO t VALUES (1)");
            postgres.stop();
            postgres.start();

            run(postgres, "INSERT INTO t VALUES (2)");
            postgres.kill();
            postgres.start();

            assertThat(ask(postgres, "SELECT sum(n) FROM t")).isEqualTo("3");
        }
    }

    @Test
    void putsACommitOnDiskBeforeItsAnswer() throws SQLException {
        try (PostgresProcess postgres = postgres(home.resolve("pg")).start()) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

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
            assertThat(ask(next, "SELECT 1")).isEqualTo("1");
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

    private static void run(PostgresProcess postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresProcess postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static Connection open(PostgresProcess postgres) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&connectTimeout=5&socketTimeout=10"
                        .formatted(postgres.port(), PostgresProcess.USER));
    }
}
