package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/// The writer, one round at a time on the thread of the test, and on a real disk.
@ExtendWith(OutputCaptureExtension.class)
class LogWriterTest {

    private static final int MIB = 1 << 20;
    private static final Duration DAYS = Duration.ofDays(30);
    private static final Bounds SMALL = new Bounds(MIB, Duration.ofHours(1), 3 * MIB, DAYS);
    private static final Bounds LARGE = new Bounds(64 * MIB, Duration.ofHours(1), 128 * MIB, DAYS);

    /// Of 203.0.113.77 under the key of the tests, and under another.
    private static final String PSEUDONYM = "Y-nQzzTL2lLsU_cRxtPS-w";

    private static final String OTHER = "xq8NmX-1hFDzmFetIWSoQg";

    @TempDir Path home;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Counter dropped = registry.counter("dropped");
    private final Counter faults = registry.counter("faults");
    private final Backlog backlog = new Backlog(dropped);
    private Instant now = Decisions.NOW;

    @Test
    void writesWhatWaitsInOrderAndToItsOwnerAlone() throws IOException {
        LogWriter writer = writer();
        add(0, 300);

        assertThat(writer.round()).isTrue();

        assertThat(numbers()).containsExactlyElementsOf(range(0, 300));
        assertThat(files())
                .singleElement()
                .extracting(file -> file.getFileName().toString())
                .isEqualTo("decisions-20261122T160000Z-000001-0123456789ab.jsonl");
        assertThat(permissions(folder())).isEqualTo("rwx------");
        assertThat(permissions(files().getFirst())).isEqualTo("rw-------");
        assertThat(dropped.count()).isZero();
    }

    @Test
    void makesNoFileWithoutADecision() {
        assertThat(writer().round()).isTrue();
        assertThat(folder()).doesNotExist();
    }

    @Test
    void dropsWhatFindsNoRoomAndMarksTheGapWhereItIs() {
        LogWriter writer = writer(LARGE);
        add(0, Backlog.CAPACITY + 5);
        assertThat(backlog.poll()).isNotNull(); // room for one
        add(Backlog.CAPACITY + 5, Backlog.CAPACITY + 8);

        assertThat(writer.round()).isTrue();

        List<String> lines = lines();
        assertThat(lines).hasSize(Backlog.CAPACITY + 2);
        List<String> end = lines.subList(lines.size() - 4, lines.size());
        assertThat(end.get(0)).contains("%026d".formatted(Backlog.CAPACITY - 1));
        assertThat(end.get(1)).isEqualTo("{\"v\":2,\"gap\":5}");
        assertThat(end.get(2)).contains("%026d".formatted(Backlog.CAPACITY + 5));
        assertThat(end.get(3)).isEqualTo("{\"v\":2,\"gap\":2}");
        assertThat(dropped.count()).isEqualTo(7);
    }

    @Test
    void beginsANewFileBeforeOneIsTooLarge() {
        LogWriter writer = writer();
        add(0, 1_500);

        assertThat(writer.round()).isTrue();

        assertThat(files().size()).isBetween(2, 3);
        assertThat(files()).allSatisfy(file -> assertThat(size(file)).isBetween(1L, 1L << 20));
        assertThat(numbers()).containsExactlyElementsOf(range(0, 1_500));
    }

    @Test
    void beginsANewFileWhenOneIsAnHourOld() {
        LogWriter writer = writer();
        add(0, 1);
        writer.round();
        now = now.plus(Duration.ofHours(1)).minusMillis(1);
        add(1, 2);
        writer.round();
        assertThat(files()).hasSize(1);

        now = now.plusMillis(1);
        add(2, 3);
        writer.round();

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "decisions-20261122T160000Z-000001-0123456789ab.jsonl",
                        "decisions-20261122T170000Z-000002-0123456789ab.jsonl");
        assertThat(numbers()).containsExactly(0, 1, 2);
    }

    @Test
    void deletesItsOldestFilesAndNothingElse() throws IOException {
        Files.createDirectories(folder());
        Path other = Files.writeString(folder().resolve("decisions-of-mine.jsonl"), "keep");
        LogWriter writer = writer();

        for (int i = 0; i < 20; i++) {
            add(i * 1_000, i * 1_000 + 1_000);
            writer.round();
            assertThat(files().stream().mapToLong(LogWriterTest::size).sum())
                    .isLessThanOrEqualTo(3 * MIB);
        }

        List<Integer> kept = numbers();
        assertThat(kept)
                .hasSizeGreaterThan(1_500)
                .containsExactlyElementsOf(range(20_000 - kept.size(), 20_000));
        assertThat(other).hasContent("keep");
    }

    @Test
    void goesOnInANewFileWhenTheFolderWasDeleted() throws IOException {
        LogWriter writer = writer();
        add(0, 10);
        writer.round();
        FileSystemUtils.deleteRecursively(folder());
        add(10, 20);

        assertThat(writer.round()).isTrue();

        assertThat(numbers()).containsExactlyElementsOf(range(10, 20));
        assertThat(permissions(folder())).isEqualTo("rwx------");
    }

    @Test
    void losesNothingWhileTheDiskIsAwayAndWarnsOnceAMinute(CapturedOutput output)
            throws IOException {
        LogWriter writer = writer();
        add(0, 10);
        writer.round();
        FileSystemUtils.deleteRecursively(folder());
        Files.writeString(folder(), "not a folder");
        add(10, 500);

        assertThat(writer.round()).isFalse();
        now = now.plus(Duration.ofSeconds(59));
        assertThat(writer.round()).isFalse();
        assertThat(output).containsOnlyOnce("decisions go on and 490 lines wait");
        now = now.plus(Duration.ofSeconds(1));
        assertThat(writer.round()).isFalse();
        assertThat(output.getOut().split("decisions go on", -1)).hasSize(3);
        assertThat(faults.count()).isEqualTo(3);

        Files.delete(folder());
        assertThat(writer.round()).isTrue();
        assertThat(numbers()).containsExactlyElementsOf(range(10, 500));
        assertThat(dropped.count()).isZero();
    }

    @Test
    void countsWhatTheBacklogCouldNotHoldWhileTheDiskWasAway() throws IOException {
        Files.writeString(folder(), "not a folder");
        LogWriter writer = writer(LARGE);
        add(0, 10);
        assertThat(writer.round()).isFalse();
        add(10, Backlog.CAPACITY + 30);
        assertThat(writer.round()).isFalse();

        Files.delete(folder());
        assertThat(writer.round()).isTrue();

        // The ten that were on their way left room for ten more.
        assertThat(lines())
                .hasSize(Backlog.CAPACITY + 10 + 1)
                .last()
                .isEqualTo("{\"v\":2,\"gap\":20}");
        assertThat(dropped.count()).isEqualTo(20);
    }

    @Test
    void outlivesADefectAndMarksWhatItCost(CapturedOutput output) {
        AtomicBoolean defect = new AtomicBoolean(true);
        InstantSource clock =
                () -> {
                    if (defect.get()) {
                        throw new IllegalStateException("a defect");
                    }
                    return now;
                };
        LogWriter writer =
                new LogWriter(
                        backlog,
                        new Segments(new LogFolder(folder()), SMALL, clock),
                        Decisions.KEYS,
                        faults,
                        () -> now);
        add(0, 3);
        assertThat(writer.round()).isFalse();
        assertThat(output).contains("java.lang.IllegalStateException: a defect");

        defect.set(false);
        add(3, 4);
        assertThat(writer.round()).isTrue();

        assertThat(lines()).hasSize(2).first().isEqualTo("{\"v\":2,\"gap\":3}");
        assertThat(dropped.count()).isEqualTo(3);
    }

    @Test
    void goesOnBesideFilesOfAnEarlierProcess() {
        LogWriter earlier = writer();
        add(0, 1);
        earlier.round();
        LogWriter later = writer();
        add(1, 2);

        assertThat(later.round()).isTrue();

        assertThat(files()).hasSize(2);
        assertThat(numbers()).containsExactly(0, 1);
    }

    @Test
    void namesFilesInTheirOrderAlsoWhenTheClockIsSetBack() {
        LogWriter earlier = writer();
        add(0, 1);
        earlier.round();
        now = now.minus(Duration.ofDays(1));
        LogWriter later = writer();
        add(1, 2);

        assertThat(later.round()).isTrue();

        assertThat(numbers()).containsExactly(0, 1);
    }

    @Test
    void endsAFileThatIsAnHourOldAlsoWhenNobodyBuys() {
        Segments segments = new Segments(new LogFolder(folder()), SMALL, () -> now);
        LogWriter writer = new LogWriter(backlog, segments, Decisions.KEYS, faults, () -> now);
        add(0, 1);
        writer.round();
        SegmentFile file = SegmentFile.of(files().getFirst()).orElseThrow();
        assertThat(segments.isOpen(file)).isTrue();

        now = now.plus(Duration.ofHours(1));
        writer.round();

        assertThat(segments.isOpen(file)).isFalse();
    }

    @Test
    void beginsANewFileWithEveryEpoch() {
        AtomicReference<EpochKey> key = new AtomicReference<>(Decisions.KEY);
        LogWriter writer = writer(SMALL, keys(key::get));
        add(0, 2);
        writer.round();
        key.set(Decisions.key("ba9876543210", 1));
        add(2, 4);

        assertThat(writer.round()).isTrue();

        assertThat(numbers()).containsExactly(0, 1, 2, 3);
        assertThat(files())
                .extracting(file -> SegmentFile.of(file).orElseThrow().epoch())
                .containsExactly("0123456789ab", "ba9876543210");
        assertThat(lines().stream().map(line -> line.replaceAll(".*\"32\":\"([^\"]*).*", "$1")))
                .containsExactly(PSEUDONYM, PSEUDONYM, OTHER, OTHER);
        assertThat(lines().get(2)).contains("\"epoch\":\"ba9876543210\"");
    }

    @Test
    void losesNothingWhileThereIsNoKey() {
        AtomicReference<@Nullable EpochKey> key = new AtomicReference<>();
        LogWriter writer = writer(SMALL, keys(key::get));
        add(0, 300);
        assertThat(writer.round()).isFalse();
        assertThat(faults.count()).isEqualTo(1);
        assertThat(folder()).doesNotExist();

        key.set(Decisions.KEY);
        assertThat(writer.round()).isTrue();

        assertThat(numbers()).containsExactlyElementsOf(range(0, 300));
        assertThat(dropped.count()).isZero();
    }

    private static EpochKeys keys(Supplier<@Nullable EpochKey> current) {
        return new EpochKeys() {
            @Override
            public EpochKey current() throws IOException {
                EpochKey key = current.get();
                if (key == null) {
                    throw new IOException("no key");
                }
                return key;
            }

            @Override
            public void retain(Set<String> epochs) {}
        };
    }

    private LogWriter writer() {
        return writer(SMALL);
    }

    private LogWriter writer(Bounds bounds) {
        return writer(bounds, Decisions.KEYS);
    }

    private LogWriter writer(Bounds bounds, EpochKeys keys) {
        Segments segments = new Segments(new LogFolder(folder()), bounds, () -> now);
        return new LogWriter(backlog, segments, keys, faults, () -> now);
    }

    private Path folder() {
        return home.resolve("decisions");
    }

    private void add(int from, int to) {
        IntStream.range(from, to).mapToObj(Decisions::line).forEach(backlog::add);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().contains("decisions-2026"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        return files().stream().flatMap(LogWriterTest::linesOf).toList();
    }

    private List<Integer> numbers() {
        int begin = "{\"v\":2,\"decisionId\":\"".length();
        return lines().stream()
                .map(line -> Integer.valueOf(line.substring(begin, begin + 26)))
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
