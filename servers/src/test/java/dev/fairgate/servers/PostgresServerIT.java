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

/// What every PostgreSQL server of tests does, embedded or in a container.
class PostgresServerIT {

    @TempDir Path home;

    @Test
    void keepsEveryAnsweredCommitOverStopAndKillNine() throws SQLException {
        try (PostgresServer postgres = postgres(home.resolve("pg")).start()) {
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
        try (PostgresServer postgres = postgres(home.resolve("pg")).start()) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    private static PostgresServer postgres(Path data) {
        return PostgresServer.of(data, Path.of("target", "postgres"), FreePort.next());
    }

    private static void run(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static Connection open(PostgresServer postgres) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&connectTimeout=5&socketTimeout=10"
                        .formatted(postgres.port(), PostgresServer.USER));
    }
}
