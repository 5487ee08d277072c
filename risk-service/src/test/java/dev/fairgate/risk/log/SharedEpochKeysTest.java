package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.log.SharedEpochKeys.Epochs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/// Two nodes and what they share, in memory and in virtual time.
@ExtendWith(OutputCaptureExtension.class)
class SharedEpochKeysTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration KEEP = Duration.ofDays(30);

    @TempDir Path home;

    private final Store store = new Store();
    private Instant now = Decisions.NOW;

    @Test
    void givesAnAddressTheSamePseudonymOnBothNodes() throws IOException {
        EpochKey a = node("a").current();
        EpochKey b = node("b").current();

        assertThat(b).isEqualTo(a);
        assertThat(pseudonym(b)).isEqualTo(pseudonym(a));
        assertThat(store.rows).hasSize(1);
        assertThat(store.rows.getFirst().key().hex())
                .doesNotContain(HexFormat.of().formatHex(a.secret().getEncoded()));
    }

    @Test
    void takesTheKeyOfTheNodeThatWasFasterWhenAnEpochIsOver() throws Exception {
        SharedEpochKeys a = node("a");
        SharedEpochKeys b = node("b");
        EpochKey first = a.current();
        assertThat(b.current()).isEqualTo(first);

        now = now.plus(DAY);
        assertThat(a.current()).isEqualTo(first); // until the next round
        store.beforeBegin = () -> store.beginAs("0000000000ff", DAY); // by a third
        a.round();
        b.round();

        assertThat(a.current().id()).isEqualTo("0000000000ff");
        assertThat(b.current()).isEqualTo(a.current());
        assertThat(store.rows).hasSize(2);
    }

    @Test
    void goesOnWithItsKeyWhileTheDatabaseIsAwayAlsoOverARestart(CapturedOutput output)
            throws Exception {
        EpochKey first = node("a").current();
        store.away = true;

        SharedEpochKeys restarted = node("a");
        restarted.round();
        restarted.round();
        assertThat(restarted.current()).isEqualTo(first);
        assertThat(output.getOut().split("do not share the keys", -1)).hasSize(2);

        now = now.plus(DAY.multipliedBy(2)).minusMillis(1);
        assertThat(restarted.current()).isEqualTo(first); // twice its length
        now = now.plusMillis(1);
        EpochKey own = restarted.current();
        assertThat(own).isNotEqualTo(first);
        assertThat(restarted.current()).isEqualTo(own);

        store.away = false;
        EpochKey other = node("b").current();
        restarted.round();
        assertThat(restarted.current()).isEqualTo(other).isNotEqualTo(own);
    }

    @Test
    void beginsOneOfItsOwnWhereItHasNoneAndTheDatabaseIsAway() throws IOException {
        store.away = true;

        EpochKey own = node("a").current();

        assertThat(node("a").current()).isEqualTo(own);
        assertThat(store.rows).isEmpty();
    }

    @Test
    void sharesNothingUnderAnotherSecretAndEndsNobodysEpoch(CapturedOutput output)
            throws Exception {
        EpochKey first = node("a").current();
        SharedEpochKeys stranger = node("s", key(2));

        EpochKey own = stranger.current();
        stranger.round();
        stranger.round();

        assertThat(own.id()).isNotEqualTo(first.id());
        assertThat(stranger.current()).isEqualTo(own);
        assertThat(store.rows).hasSize(1);
        assertThat(output).contains("sealed under another fairgate.keys.log");
    }

    @Test
    void destroysAKeyWithTheLastFileThatNeedsItAndItsRowWhenNoNodeCanNeedIt() throws Exception {
        SharedEpochKeys a = node("a");
        EpochKey first = a.current();
        now = now.plus(DAY);
        a.round();
        EpochKey second = a.current();

        a.retain(Set.of(first.id()));
        assertThat(files("a").of(first.id())).contains(first);
        a.retain(Set.of());
        assertThat(files("a").of(first.id())).isEmpty();
        assertThat(files("a").of(second.id())).contains(second);

        now = first.since().plus(DAY.multipliedBy(2)).plus(KEEP);
        a.round();
        assertThat(store.ids()).contains(first.id());
        now = now.plus(Duration.ofHours(1));
        a.round();
        assertThat(store.ids()).doesNotContain(first.id());
        try (var left = Files.walk(home)) {
            assertThat(left.map(Path::toString)).noneMatch(file -> file.contains(first.id()));
        }
    }

    @Test
    void opensNothingThatWasChangedOrIsAnothers() {
        EpochKey key = KeyFiles.random(now);
        SealedKey sealed = SealedKey.seal(key, key(1));

        assertThat(sealed.open(key.id(), now, key(1))).contains(key);
        assertThat(sealed.open("0123456789ab", now, key(1))).isEmpty();
        assertThat(sealed.open(key.id(), now, key(2))).isEmpty();
        byte[] changed = sealed.bytes();
        changed[20] ^= 1;
        assertThat(SealedKey.of(changed).open(key.id(), now, key(1))).isEmpty();
        assertThat(SealedKey.seal(key, key(1))).isNotEqualTo(sealed); // another nonce
    }

    private SharedEpochKeys node(String name) {
        return node(name, key(1));
    }

    private SharedEpochKeys node(String name, SecretKey seal) {
        return new SharedEpochKeys(files(name), store, seal, new Epochs(DAY, KEEP), () -> now);
    }

    private KeyFiles files(String node) {
        return new KeyFiles(new LogFolder(home.resolve(node)));
    }

    private static SecretKey key(int first) {
        byte[] bytes = new byte[EpochKey.BYTES];
        bytes[0] = (byte) first;
        return new SecretKeySpec(bytes, "AES");
    }

    private static String pseudonym(EpochKey key) {
        return new Pseudonyms(key).of(Decisions.request().clientAddress(), 24);
    }

    /// The table, as its statements keep it.
    private final class Store implements EpochKeyStore {

        private final List<Row> rows = new ArrayList<>();
        private final List<Instant> keepUntil = new ArrayList<>();
        private boolean away;
        private Runnable beforeBegin = () -> {};

        @Override
        public Mono<Row> running(Duration length) {
            return answer(() -> find(length));
        }

        @Override
        public Mono<Row> begin(String id, SealedKey key, Duration length, Duration needed) {
            return answer(
                    () -> {
                        Runnable once = beforeBegin;
                        beforeBegin = () -> {};
                        once.run();
                        if (find(length).isEmpty()) {
                            rows.add(new Row(id, now, key));
                            keepUntil.add(now.plus(needed));
                        }
                        return find(length);
                    });
        }

        @Override
        public Mono<Void> tidy() {
            for (int i = rows.size() - 1; i >= 0; i--) {
                if (keepUntil.get(i).isBefore(now)) {
                    rows.remove(i);
                    keepUntil.remove(i);
                }
            }
            return Mono.empty();
        }

        private void beginAs(String id, Duration length) {
            EpochKey key = new EpochKey(id, now, KeyFiles.random(now).secret());
            rows.add(new Row(id, now, SealedKey.seal(key, key(1))));
            keepUntil.add(now.plus(length));
        }

        private List<String> ids() {
            return rows.stream().map(Row::id).toList();
        }

        private Optional<Row> find(Duration length) {
            return rows.reversed().stream()
                    .filter(row -> row.since().isAfter(now.minus(length)))
                    .findFirst();
        }

        private Mono<Row> answer(Supplier<Optional<Row>> row) {
            return away
                    ? Mono.error(new IllegalStateException("connection refused"))
                    : Mono.justOrEmpty(row.get());
        }
    }
}
