package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading a log that is written, compressed and deleted meanwhile.
class ReadingTest {

    private static final Bounds BOUNDS =
            new Bounds(1 << 20, Duration.ofHours(1), 1 << 24, Duration.ofDays(30));
    private static final TimeRange ALL =
            new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final Counter faults = new SimpleMeterRegistry().counter("faults");
    private final Backlog backlog = new Backlog(new SimpleMeterRegistry().counter("dropped"));
    private Instant now = Decisions.NOW;
    private final LogFolder folder;
    private final Segments segments;
    private final LogWriter writer;
    private final Archive archive;

    ReadingTest(@TempDir Path home) {
        folder = new LogFolder(home.resolve("decisions"));
        segments = new Segments(folder, BOUNDS, () -> now);
        writer = new LogWriter(backlog, segments, Decisions.KEYS, faults, () -> now);
        archive = new Archive(folder, segments, Decisions.KEYS, faults, BOUNDS.keep(), () -> now);
    }

    @Test
    void givesEveryLineOnceInOrderWhereverABlockEnds() throws IOException {
        write(0, 2_500); // three files
        archive.round(); // two of them compressed
        assertThat(folder.segments()).hasSize(4).filteredOn(SegmentFile::compressed).hasSize(3);

        assertThat(numbers(readAll(7))).containsExactlyElementsOf(range(0, 2_500));
        assertThat(numbers(readAll(1_000))).containsExactlyElementsOf(range(0, 2_500));
    }

    @Test
    void goesOnFromAPositionInAnotherProcessAndAfterCompression() throws IOException {
        write(0, 50);
        LogPosition at;
        try (Reading first = read(ALL, LogPosition.START)) {
            Block block = first.next(20);
            assertThat(numbers(block.lines())).containsExactlyElementsOf(range(0, 20));
            assertThat(block.more()).isTrue();
            at = LogPosition.parse(block.next().text()).orElseThrow();
        }
        segments.end();
        archive.round();
        write(50, 60);

        try (Reading second = read(ALL, at)) {
            Block block = second.next(1_000);
            assertThat(numbers(block.lines())).containsExactlyElementsOf(range(20, 60));
            assertThat(block.more()).isFalse();
            at = block.next();
        }
        write(60, 61);
        try (Reading third = read(ALL, at)) {
            assertThat(numbers(third.next(1_000).lines())).containsExactly(60);
        }
    }

    @Test
    void goesOnInAFileThatIsCompressedUnderItsHands() throws IOException {
        write(0, 10);
        try (Reading reading = read(ALL, LogPosition.START)) {
            assertThat(reading.next(100).lines()).hasSize(10);
            write(10, 20);
            segments.end();
            archive.round(); // what it reads is gone under its hands
            write(20, 30);

            assertThat(numbers(reading.next(100).lines())).containsExactlyElementsOf(range(10, 30));
        }
    }

    @Test
    void takesNoLineThatIsNotWholeYet() throws IOException {
        write(0, 2);
        segments.end();
        Path file = folder.segments().getFirst().path();
        Files.writeString(file, "{\"v\":2,\"gap\"", StandardOpenOption.APPEND);

        try (Reading reading = read(ALL, LogPosition.START)) {
            assertThat(reading.next(10).lines()).hasSize(2);
            Files.writeString(file, ":1}\n", StandardOpenOption.APPEND);
            assertThat(text(reading.next(10).lines().getFirst()))
                    .isEqualTo("{\"v\":2,\"gap\":1}\n");
        }
    }

    @Test
    void takesWhatIsInTheRangeAndGapsBesideIt() throws IOException {
        for (int hour = 0; hour < 5; hour++) {
            now = Decisions.NOW.plus(Duration.ofHours(hour));
            backlog.add(Decisions.line("%026d".formatted(hour), now));
            backlog.drop(1 + hour);
            writer.round();
        }
        TimeRange range =
                new TimeRange(
                        Decisions.NOW.plus(Duration.ofHours(2)),
                        Decisions.NOW.plus(Duration.ofHours(3)));

        try (Reading reading = read(range, LogPosition.START)) {
            assertThat(reading.next(100).lines().stream().map(ReadingTest::text))
                    .containsExactly(
                            "{\"v\":2,\"gap\":2}\n", // the one before may be from there
                            text(line(2)),
                            "{\"v\":2,\"gap\":3}\n",
                            "{\"v\":2,\"gap\":5}\n"); // nobody knows yet what comes after it
        }
    }

    @Test
    void knowsTheTimeOfEveryKindOfLine() {
        RangeFilter filter =
                new RangeFilter(new TimeRange(Decisions.NOW, Decisions.NOW.plusMillis(1)));

        assertThat(
                        List.of(
                                "{\"decidedAt\":\"2026-11-22T16:00:00.120Z\",\"at\":\"x\"}\n",
                                "{\"at\":\"2020-01-01T00:00:00Z\",\"takenAt\":\"2026-11-22T16:00:00.120Z\"}\n",
                                "{\"at\":\"2026-11-22T16:00:00.120Z\"}\n",
                                "{\"madeAt\":\"2026-11-22T16:00:00.120Z\"}\n"))
                .allSatisfy(line -> assertThat(filter.pass(bytes(line))).hasSize(1));
        assertThat(
                        List.of(
                                "{\"decidedAt\":\"2026-11-22T16:00:00.121Z\"}\n",
                                "{\"at\":\"2026-11-22T16:00:00.119Z\"}\n",
                                "half a line}\n",
                                "{half a line\n"))
                .allSatisfy(line -> assertThat(filter.pass(bytes(line))).isEmpty());
        assertThat(filter.pass(bytes("{\"gap\":1}\n"))).isEmpty();
        assertThat(filter.isWaiting()).isTrue();
        assertThat(filter.pass(bytes("{\"at\":\"2026-11-22T16:00:00.120Z\"}\n"))).hasSize(2);
    }

    @Test
    void makesTheBestOfAPositionThatIsNone() throws IOException {
        write(0, 10);
        String place = folder.segments().getFirst().place();

        assertThat(numbers(blockFrom(new LogPosition(place, 3)))).hasSize(9);
        assertThat(blockFrom(new LogPosition(place, 999_999_999_999L))).isEmpty();
        assertThat(blockFrom(new LogPosition("20991231T235959Z-000001", 0))).isEmpty();
        assertThat(blockFrom(new LogPosition("20000101T000000Z-000001", 77))).hasSize(10);
        assertThat(LogPosition.parse("20000101T000000Z-000001.-1")).isEmpty();
        assertThat(LogPosition.parse("../20000101T000000Z-000001.1")).isEmpty();
    }

    @Test
    void leavesOutALineThatIsLongerThanAnyOfOurs() throws IOException {
        write(0, 1);
        segments.end();
        Path file = folder.segments().getFirst().path();
        Files.writeString(
                file, "{" + "x".repeat(3 << 20) + "}\n" + text(line(1)), StandardOpenOption.APPEND);

        assertThat(numbers(readAll(10))).containsExactly(0, 1);
    }

    @Test
    void hasAnIdThatOutlivesTheProcess() throws IOException {
        String id = new LogReader(folder).id();

        assertThat(id).matches("[0-9a-f]{12}");
        assertThat(new LogReader(folder).id()).isEqualTo(id);
        Files.writeString(folder.path().resolve("log-id"), "damaged");
        assertThat(new LogReader(folder).id()).isNotEqualTo(id).matches("[0-9a-f]{12}");
    }

    private List<byte[]> blockFrom(LogPosition position) throws IOException {
        try (Reading reading = read(ALL, position)) {
            return reading.next(1_000).lines();
        }
    }

    /// Each block by a reader of its own.
    private List<byte[]> readAll(int atOnce) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        Block block = new Block(List.of(), LogPosition.START, true);
        while (block.more()) {
            try (Reading reading = read(ALL, block.next())) {
                block = reading.next(atOnce);
                lines.addAll(block.lines());
            }
        }
        return lines;
    }

    private Reading read(TimeRange range, LogPosition from) {
        return new LogReader(folder).read(range, from);
    }

    private void write(int from, int to) {
        IntStream.range(from, to).mapToObj(Decisions::line).forEach(backlog::add);
        assertThat(writer.round()).isTrue();
    }

    private static byte[] line(int number) {
        Lines lines = new Lines(Decisions.KEY);
        lines.add(
                Decisions.line(
                        "%026d".formatted(number), Decisions.NOW.plus(Duration.ofHours(number))));
        return lines.toBytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.US_ASCII);
    }

    private static List<Integer> numbers(List<byte[]> lines) {
        int begin = "{\"v\":2,\"decisionId\":\"".length();
        return lines.stream()
                .map(line -> Integer.valueOf(text(line).substring(begin, begin + 26)))
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
