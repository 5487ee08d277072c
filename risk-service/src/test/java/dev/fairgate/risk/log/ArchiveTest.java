package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of complete files, one round at a time on the thread of the test.
class ArchiveTest {

    private static final Bounds BOUNDS =
            new Bounds(1 << 20, Duration.ofHours(1), 3 << 20, Duration.ofDays(30));
    private static final Duration EPOCH = Duration.ofHours(24);

    private final Counter faults = new SimpleMeterRegistry().counter("faults");
    private final Backlog backlog = new Backlog(new SimpleMeterRegistry().counter("dropped"));
    private Instant now = Decisions.NOW;
    private final LogFolder folder;
    private final Segments segments;
    private final EpochKeys keys;
    private final LogWriter writer;
    private final Archive archive;

    ArchiveTest(@TempDir Path home) {
        folder = new LogFolder(home.resolve("decisions"));
        segments = new Segments(folder, BOUNDS, () -> now);
        keys = new FileEpochKeys(folder, EPOCH, () -> now);
        writer = new LogWriter(backlog, segments, keys, faults, () -> now);
        archive = new Archive(folder, segments, keys, faults, BOUNDS.keep(), () -> now);
    }

    @Test
    void compressesWhatIsCompleteAndLeavesAloneWhatIsWritten() throws IOException {
        write(0, 10);
        String first = Files.readString(names().getFirst());
        now = now.plus(Duration.ofHours(1));
        write(10, 20);

        assertThat(archive.round()).isTrue();

        assertThat(names())
                .extracting(file -> file.getFileName().toString().replaceAll("-[0-9a-f]{12}", ""))
                .containsExactly(
                        "decisions-20261122T160000Z-000001.jsonl.gz",
                        "decisions-20261122T170000Z-000002.jsonl");
        assertThat(unpacked(names().getFirst())).isEqualTo(first);
        assertThat(Files.size(names().getFirst())).isLessThan(first.length() / 4);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(names().getFirst())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(names().getLast())).hasSize(10);
        write(20, 21);
        assertThat(Files.readAllLines(names().getLast())).hasSize(11);
    }

    @Test
    void goesOnWhereAProcessDied() throws IOException {
        write(0, 10);
        segments.end();
        Path plain = names().getFirst();
        String lines = Files.readString(plain);
        Path half = Files.writeString(path().resolve(plain.getFileName() + ".gz.tmp"), "half");
        Path other = Files.writeString(path().resolve("mine.jsonl.gz.tmp"), "keep");

        assertThat(archive.round()).isTrue();

        assertThat(half).doesNotExist();
        assertThat(other).exists();
        assertThat(unpacked(names().getFirst())).isEqualTo(lines);

        Files.writeString(plain, lines); // as if it had died before it deleted this
        assertThat(archive.round()).isTrue();
        assertThat(plain).doesNotExist();
        assertThat(unpacked(names().getFirst())).isEqualTo(lines);
    }

    @Test
    void bringsNothingBackThatHadToMakeRoom() throws IOException {
        for (int i = 0; i < 8; i++) {
            write(i * 1_000, i * 1_000 + 1_000);
            assertThat(archive.round()).isTrue();
            long total = names().stream().mapToLong(ArchiveTest::size).sum();
            assertThat(total).isLessThanOrEqualTo(BOUNDS.totalBytes());
        }

        assertThat(faults.count()).isZero();
        assertThat(names()).isNotEmpty();
    }

    @Test
    void deletesWhatIsThirtyDaysOldAndThenTheKeyOfIt() throws IOException {
        write(0, 1);
        EpochKey first = keys.current();
        now = now.plus(EPOCH);
        write(1, 2);
        EpochKey second = keys.current();
        archive.round();
        assertThat(keyFiles()).hasSize(2);

        now = Decisions.NOW.truncatedTo(ChronoUnit.SECONDS);
        now = now.plus(BOUNDS.keep()).minusMillis(1);
        segments.endIfOld();
        archive.round();
        assertThat(names()).hasSize(2);
        assertThat(keyFiles()).contains(first.id(), second.id());

        now = now.plusMillis(1);
        archive.round();
        assertThat(names())
                .singleElement()
                .extracting(file -> SegmentFile.of(file).orElseThrow().epoch())
                .isEqualTo(second.id());
        assertThat(keyFiles()).doesNotContain(first.id()).contains(second.id());
    }

    @Test
    void triesAgainLaterWhenTheDiskIsFull() throws IOException {
        write(0, 10);
        segments.end();
        Path plain = names().getFirst();
        // A folder of that name stands in the way of the temporary file.
        Path block = path().resolve(plain.getFileName() + ".gz.tmp").resolve("full");
        Files.createDirectories(block);

        assertThat(archive.round()).isFalse();
        assertThat(plain).exists();
        assertThat(faults.count()).isEqualTo(1);

        Files.delete(block);
        assertThat(archive.round()).isTrue();
        assertThat(names()).singleElement().matches(file -> file.toString().endsWith(".gz"));
    }

    @Test
    void hasNothingToDoWithoutAFolder() {
        assertThat(archive.round()).isTrue();
        assertThat(path()).doesNotExist();
    }

    @Test
    void stopsInTheMiddleOfAFile() throws IOException {
        write(0, 10);
        segments.end();
        archive.end();

        assertThat(archive.round()).isTrue();

        assertThat(names()).singleElement().matches(file -> file.toString().endsWith(".jsonl"));
        assertThat(faults.count()).isZero();
    }

    private void write(int from, int to) {
        IntStream.range(from, to).mapToObj(Decisions::line).forEach(backlog::add);
        assertThat(writer.round()).isTrue();
    }

    private Path path() {
        return folder.path();
    }

    private List<Path> names() throws IOException {
        return folder.segments().stream().map(SegmentFile::path).toList();
    }

    private List<String> keyFiles() throws IOException {
        try (Stream<Path> files = Files.list(path())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("epoch-"))
                    .map(name -> name.substring(6, 18))
                    .toList();
        }
    }

    private static String unpacked(Path file) throws IOException {
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(packed.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
