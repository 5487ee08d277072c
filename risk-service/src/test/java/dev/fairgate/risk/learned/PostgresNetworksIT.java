package dev.fairgate.risk.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.database.TestDatabase;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The table, and what others may have left in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresNetworksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestDatabase database;
    private Postgres postgres;
    private NetworkStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        database = TestDatabase.in(directory).start();
        postgres = database.open();
        store = new PostgresNetworks(postgres);
        assertThat(newest(1)).isEmpty();
    }

    @BeforeEach
    void empty() {
        database.run("TRUNCATE risk.network");
    }

    @AfterAll
    void stop() {
        postgres.destroy();
        database.close();
    }

    @Test
    void givesBackWhatWasStoredNewestFirst() {
        store(network(1, 39.5f, 7, 3, 1));
        store(network(2, 0, 0, 65_535, 65_535), network(3, 1_000, 65_535, 0, 0));

        assertThat(newest(10))
                .containsExactly(
                        network(2, 0, 0, 65_535, 65_535),
                        network(3, 1_000, 65_535, 0, 0),
                        network(1, 39.5f, 7, 3, 1));
        assertThat(newest(2)).hasSize(2);
    }

    @Test
    void keepsWhatWasLearnedFromMoreHoursInWhicheverOrderItComes() {
        store(network(1, 40, 9, 3, 1));
        store(network(1, 30, 8, 9, 9)); // a node that was held up
        assertThat(newest(1)).containsExactly(network(1, 40, 9, 3, 1));

        store(network(1, 41, 9, 4, 1), network(2, 1, 3, 0, 0));
        store(network(1, 41, 9, 4, 1), network(2, 1, 3, 0, 0));
        store(network(1, 40, 9, 3, 1));
        assertThat(newest(10)).containsExactly(network(1, 41, 9, 4, 1), network(2, 1, 3, 0, 0));
    }

    @Test
    void takesAsManyAsMayWait() {
        List<LearnedNetwork> many =
                IntStream.range(0, LearnedNetworks.MOST_WAITING)
                        .mapToObj(i -> network(i, 40, 9, 0, 0))
                        .toList();

        store.store(many).block(PATIENCE);

        assertThat(newest(LearnedNetworks.MOST_KNOWN)).hasSize(many.size());
    }

    @Test
    void deletesWhatIsAMonthOldAndWhatIsTooMuch() {
        store(network(1, 40, 9, 0, 0), network(2, 40, 9, 0, 0));
        database.run(
                "UPDATE risk.network SET updated_at = now() - interval '721 hours'"
                        + " WHERE entity = 'ipv4-24:10.0.1.0/24'");
        store.tidy().block(PATIENCE);
        assertThat(newest(10)).containsExactly(network(2, 40, 9, 0, 0));

        database.run(
                """
                INSERT INTO risk.network
                SELECT 'ipv4-24:' || n, 1, 3, 0, 0, now() - interval '1 day'
                FROM generate_series(1, 200000) AS n
                """);
        store.tidy().block(PATIENCE);
        assertThat(database.column("SELECT count(*) FROM risk.network")).containsExactly("200000");
        assertThat(newest(1)).containsExactly(network(2, 40, 9, 0, 0));
    }

    @Test
    void leavesOutWhatMakesNoSense() {
        store(network(1, 40, 9, 3, 1));
        List<String> rules =
                database.column(
                        "SELECT conname FROM pg_constraint"
                                + " WHERE conrelid = 'risk.network'::regclass AND contype = 'c'");
        assertThat(rules).hasSize(5);
        rules.forEach(it -> database.run("ALTER TABLE risk.network DROP CONSTRAINT " + it));
        database.run(
                """
                INSERT INTO risk.network (entity, usual_crowd, hours, paid, unpaid, updated_at)
                VALUES ('', 40, 9, 0, 0, now()), ('address:192.0.2.1', 40, 9, 0, 0, now()),
                  ('ipv6-64:2001:db8:0:0:0:0:0:0/64', 40, 9, 0, 0, now()),
                  ('ipv4-24:192.0.2.7/24', 40, 9, 0, 0, now()),
                  ('ipv4-16:192.0.0.0/16', 40, 9, 0, 0, now()),
                  ('v2|ipv4-24:192.0.2.0/24', 40, 9, 0, 0, now()),
                  ('ipv4-24:192.0.2.0/24', 'NaN', 9, 0, 0, now()),
                  ('ipv4-24:192.0.3.0/24', 1e30, 9, 0, 0, now()),
                  ('ipv4-24:192.0.4.0/24', 40, -9, 0, 0, now()),
                  ('ipv4-24:192.0.5.0/24', 40, 9, 2147483647, 0, now()),
                  (repeat('x', 100000), 40, 9, 0, 0, 'infinity')
                """);

        assertThat(newest(100)).containsExactly(network(1, 40, 9, 3, 1));
    }

    private void store(LearnedNetwork... networks) {
        store.store(List.of(networks)).block(PATIENCE);
    }

    private List<LearnedNetwork> newest(int most) {
        return Objects.requireNonNull(store.newest(most).block(PATIENCE));
    }

    private static LearnedNetwork network(
            int number, float usualCrowd, int hours, int paid, int unpaid) {
        String id = "10." + number / 256 + "." + number % 256 + ".0/24";
        return new LearnedNetwork(
                new LimitKey(LimitEntity.IPV4_24, id),
                new Learned(usualCrowd, hours, paid, unpaid));
    }
}
