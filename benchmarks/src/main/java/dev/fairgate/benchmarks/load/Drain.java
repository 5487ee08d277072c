package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.Spread;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// How fast orders reach a PostgreSQL that was away while they were bought, against how fast they
/// were bought: the same warm processes, one after the other.
final class Drain {

    private static final int PURCHASES = 30_000;
    private static final int WARM_ROUNDS = 2;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PostgresProcess postgres;
    private final Scenario guarded;

    private Drain(PostgresProcess postgres, Scenario guarded) {
        this.postgres = postgres;
        this.guarded = guarded;
    }

    /// Orders per second, round by round.
    record Rates(List<Double> acceptedPerSecond, List<Double> drainedPerSecond) {

        Spread ratio() {
            double[] ratios = new double[acceptedPerSecond.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = drainedPerSecond.get(i) / acceptedPerSecond.get(i);
            }
            return Spread.of(ratios);
        }

        Spread accepted() {
            return Spread.of(acceptedPerSecond.stream().mapToDouble(it -> it).toArray());
        }

        Spread drained() {
            return Spread.of(drainedPerSecond.stream().mapToDouble(it -> it).toArray());
        }
    }

    static Rates measure(Workplace place, Scenarios scenarios, int rounds)
            throws IOException, InterruptedException {
        try (PostgresProcess postgres =
                        PostgresProcess.of(
                                        place.folder("drain").resolve("postgres"),
                                        place.folder("postgres-programs"),
                                        FreePort.next())
                                .start();
                Shop shop = Shop.start(place, "drain", "default", archive(postgres))) {
            Drain drain = new Drain(postgres, scenarios.guarded("guarded", true, shop));
            for (int i = 0; i < WARM_ROUNDS; i++) {
                drain.round();
            }
            Rates rates = new Rates(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < rounds; i++) {
                double[] round = drain.round();
                rates.acceptedPerSecond().add(round[0]);
                rates.drainedPerSecond().add(round[1]);
            }
            return rates;
        }
    }

    private static List<String> archive(PostgresProcess postgres) {
        return List.of(
                "--fairgate.archive.url=" + postgres.url(),
                "--fairgate.archive.username=" + PostgresProcess.USER);
    }

    /// Sells while PostgreSQL is away, then watches it catch up.
    ///
    /// @return accepted and drained per second
    private double[] round() throws IOException {
        long before = settled();
        postgres.stop();
        Round sold = Round.warm(guarded, PURCHASES);
        long orders = sold.outcome().answers().getOrDefault(guarded.answer(), 0L);
        postgres.start();
        return new double[] {sold.perSecond(), drained(before, before + orders)};
    }

    /// Orders per second from the first that is there to the last.
    private double drained(long before, long after) throws IOException {
        try (Connection connection = open()) {
            long first = before;
            while (first == before) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                first = orders(connection);
            }
            long begin = System.nanoTime();
            long now = first;
            while (now < after) {
                if (System.nanoTime() - begin > LIMIT.toNanos()) {
                    throw new IOException("%d of %d orders are there".formatted(now, after));
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                now = orders(connection);
            }
            return (now - first) * 1e9 / (System.nanoTime() - begin);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /// Waits until no more orders come.
    private long settled() throws IOException {
        try (Connection connection = open()) {
            long last = -1;
            long now = orders(connection);
            while (now < 0 || now != last) {
                last = now;
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                now = orders(connection);
            }
            return now;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /// As PostgreSQL counts them itself, in one row of each sale; -1 before it has the tables.
    private static long orders(Connection connection) throws SQLException {
        return number(connection, "SELECT count(to_regclass('sale.sale'))") == 0
                ? -1
                : number(connection, "SELECT COALESCE(sum(held + sold), 0) FROM sale.sale");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres",
                PostgresProcess.USER,
                "");
    }
}
