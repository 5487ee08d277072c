package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FileEpochKeysTest {

    private static final Duration DAY = Duration.ofHours(24);

    @TempDir Path home;

    private Instant now = Decisions.NOW;

    @Test
    void keepsAKeyForAnEpochAndOverRestartsAndThenTakesAnother() throws IOException {
        EpochKeys keys = keys();
        EpochKey first = keys.current();
        assertThat(first.secret().getEncoded()).hasSize(32);
        assertThat(first.since()).isEqualTo(now);

        now = now.plus(DAY).minusMillis(1);
        assertThat(keys.current()).isEqualTo(first);
        assertThat(keys().current()).isEqualTo(first); // after a restart

        now = now.plusMillis(1);
        EpochKey second = keys.current();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(keys().current()).isEqualTo(second);
        assertThat(files()).hasSize(2);
    }

    @Test
    void endsNoEpochBecauseTheClockWasSetBackABit() throws IOException {
        EpochKeys keys = keys();
        EpochKey first = keys.current();
        now = now.minus(Duration.ofHours(1));

        assertThat(keys.current()).isEqualTo(first);
    }

    @Test
    void isForItsOwnerAloneAndIsNeverHalfThere() throws IOException {
        keys().current();

        assertThat(files())
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(file.getFileName().toString())
                                    .matches("epoch-[0-9a-f]{12}\\.key");
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------");
                        });
    }

    @Test
    void beginsAnEpochWithAWarningWhereItsFileIsNotWhole(CapturedOutput output) throws IOException {
        EpochKey first = keys().current();
        Path file = files().getFirst();
        String whole = Files.readString(file);
        for (String broken :
                List.of(
                        "",
                        whole.substring(0, whole.length() / 2),
                        whole.substring(0, whole.length() - 1),
                        whole.replaceFirst("2026", "2027"),
                        "\u0000".repeat(whole.length()))) {
            Files.writeString(file, broken);

            EpochKey next = keys().current();

            assertThat(next.id()).isNotEqualTo(first.id());
            Files.delete(home.resolve("epoch-" + next.id() + ".key"));
        }
        assertThat(output.getOut().split("cannot be read", -1)).hasSize(6);
        assertThat(output).doesNotContain(whole.lines().toList().get(1)); // the key
    }

    @Test
    void destroysTheKeysThatNoLineNeeds() throws IOException {
        EpochKeys keys = keys();
        EpochKey first = keys.current();
        now = now.plus(DAY);
        EpochKey second = keys.current();
        now = now.plus(DAY);
        EpochKey third = keys.current();
        Path other = Files.writeString(home.resolve("epoch-of-mine.key"), "keep");
        Files.writeString(home.resolve("epoch-0123456789ab.key.tmp"), "of a process that died");

        keys.retain(Set.of(second.id(), ""));

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "epoch-" + second.id() + ".key",
                        "epoch-" + third.id() + ".key",
                        other.getFileName().toString())
                .noneMatch(name -> name.contains(first.id()));
    }

    @Test
    void doesNotDestroyTheKeyOfTodayAfterARestart() throws IOException {
        EpochKey first = keys().current();

        EpochKeys restarted = keys();
        restarted.retain(Set.of());

        assertThat(restarted.current()).isEqualTo(first);
        assertThat(files()).hasSize(1);
    }

    @Test
    void saysSoWhenTheDiskIsAway() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");
        EpochKeys keys = new FileEpochKeys(new LogFolder(file), DAY, () -> now);

        assertThatThrownBy(keys::current).isInstanceOf(IOException.class);
    }

    private EpochKeys keys() {
        return new FileEpochKeys(new LogFolder(home), DAY, () -> now);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.toList();
        }
    }
}
