package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.database.TestDatabase;
import dev.fairgate.risk.log.EpochKeyStore.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table of keys, in a real PostgreSQL.
class PostgresEpochKeysIT {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final SecretKey SEAL = new SecretKeySpec(new byte[EpochKey.BYTES], "AES");

    @Test
    void keepsOneEpochForAllAndDestroysItWhenNobodyNeedsIt(@TempDir Path directory)
            throws Exception {
        try (TestDatabase database = TestDatabase.in(directory).start()) {
            Postgres postgres = database.open();
            EpochKeyStore store = new PostgresEpochKeys(postgres);
            assertThat(store.running(DAY).toFuture().join()).isNull();

            // Eight nodes at the same moment.
            List<Row> begun =
                    Flux.range(0, 8)
                            .flatMap(_ -> begin(store, MONTH))
                            .collectList()
                            .toFuture()
                            .join();
            assertThat(begun.stream().map(Row::id).distinct()).hasSize(1);
            Row row = begun.getFirst();
            assertThat(row.key().open(row.id(), row.since(), SEAL)).isPresent();
            assertThat(store.running(DAY).toFuture().join()).isEqualTo(row);

            begin(store, DAY).toFuture().join(); // needs it for less
            assertThat(days(database)).containsExactly("30");
            begin(store, MONTH.multipliedBy(2)).toFuture().join();
            assertThat(days(database)).containsExactly("60");

            database.run("UPDATE risk.epoch_key SET since = since - interval '1 day'");
            Row next = begin(store, MONTH).toFuture().join();
            assertThat(next.id()).isNotEqualTo(row.id());
            store.tidy().toFuture().join();
            assertThat(ids(database)).containsExactlyInAnyOrder(row.id(), next.id());

            database.run(
                    "UPDATE risk.epoch_key SET keep_until = now() - interval '1 second' WHERE id ="
                            + " '"
                            + row.id()
                            + "'");
            store.tidy().toFuture().join();
            assertThat(ids(database)).containsExactly(next.id());

            database.kill();
            assertThatThrownBy(() -> store.running(DAY).toFuture().join())
                    .hasCauseInstanceOf(Postgres.Away.class);
            postgres.destroy();
        }
    }

    private static Mono<Row> begin(EpochKeyStore store, Duration needed) {
        EpochKey key = KeyFiles.random(Instant.now());
        return store.begin(key.id(), SealedKey.seal(key, SEAL), DAY, needed);
    }

    private static List<String> ids(TestDatabase database) {
        return database.column("SELECT id FROM risk.epoch_key");
    }

    private static List<String> days(TestDatabase database) {
        return database.column("SELECT extract(day FROM keep_until - since) FROM risk.epoch_key");
    }
}
