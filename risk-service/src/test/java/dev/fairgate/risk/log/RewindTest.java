package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.risk.log.Decided.Asked;
import dev.fairgate.risk.network.ClientAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looking for lines from the end of a log that is written and compressed meanwhile.
class RewindTest {

    private static final Bounds BOUNDS =
            new Bounds(1 << 20, Duration.ofHours(1), 1 << 26, Duration.ofDays(30));
    private static final TimeRange ALL =
            new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final Counter faults = new SimpleMeterRegistry().counter("faults");
    private final Backlog backlog = new Backlog(new SimpleMeterRegistry().counter("dropped"));
    private Instant now = Decisions.NOW;
    private final LogFolder folder;
    private final EpochKeys keys;
    private final Segments segments;
    private final LogWriter writer;
    private final Archive archive;
    private final LogReader reader;

    RewindTest(@TempDir Path home) {
        folder = new LogFolder(home.resolve("decisions"));
        keys = new FileEpochKeys(folder, Duration.ofHours(24), () -> now);
        segments = new Segments(folder, BOUNDS, () -> now);
        writer = new LogWriter(backlog, segments, keys, faults, () -> now);
        archive = new Archive(folder, segments, keys, faults, BOUNDS.keep(), () -> now);
        reader = new LogReader(folder);
    }

    @Test
    void givesEveryLineOnceFromTheLastToTheFirstWhereverAPageEnds() throws IOException {
        write(0, 2_500); // several files
        archive.round(); // all but the last are compressed
        write(2_500, 2_600);

        for (int most : List.of(7, 200, 5_000)) {
            assertThat(numbers(all(wanted(ALL), most))).containsExactlyElementsOf(down(2_600, 0));
        }
    }

    @Test
    void goesOnBelowWhatItSawWhateverIsWrittenOrCompressedMeanwhile() throws IOException {
        write(0, 100);
        Finds first = find(wanted(ALL), Optional.empty(), 30);
        assertThat(numbers(first.found())).containsExactlyElementsOf(down(100, 70));

        write(100, 150);
        Finds second = find(wanted(ALL), first.next(), 30);
        assertThat(numbers(second.found())).containsExactlyElementsOf(down(70, 40));
        segments.end();
        archive.round();
        write(150, 160);

        Finds third = find(wanted(ALL), second.next(), 100);
        assertThat(numbers(third.found())).containsExactlyElementsOf(down(40, 0));
        assertThat(third.more()).isFalse();
        assertThat(numbers(find(wanted(ALL), first.from(), 1_000).found()))
                .containsExactlyElementsOf(down(100, 0));
        assertThat(numbers(find(wanted(ALL), Optional.empty(), 1_000).found()))
                .containsExactlyElementsOf(down(160, 0));
    }

    @Test
    void takesALineOnlyWhenItIsWholeAndThenNotOnAnOlderPage() throws IOException {
        write(0, 3);
        segments.end();
        Path file = folder.segments().getFirst().path();
        Files.writeString(file, "{\"v\":2,\"dec", StandardOpenOption.APPEND);

        Finds finds = find(wanted(ALL), Optional.empty(), 10);

        assertThat(finds.found()).hasSize(3);
        assertThat(finds.from().orElseThrow().offset()).isEqualTo(Files.size(file) - 11);
    }

    @Test
    void saysThatThereIsMoreOnlyWhereThereIs() throws IOException {
        write(0, 10);

        assertThat(find(wanted(ALL), Optional.empty(), 9).more()).isTrue();
        assertThat(find(wanted(ALL), Optional.empty(), 10).more()).isFalse();
        assertThat(find(wanted(ALL), Optional.empty(), 10).isPartial()).isFalse();
    }

    @Test
    void endsWhenTimeIsOverAndGoesOnFromThere() throws IOException {
        write(0, 3_000);
        List<Finds.Found> found = new ArrayList<>();
        Optional<LogPosition> before = Optional.empty();
        int looks = 0;
        boolean more = true;
        while (more) {
            Finds finds = reader.find(wanted(ALL), before, 5_000, () -> true);
            assertThat(finds.isPartial()).isEqualTo(finds.more());
            found.addAll(finds.found());
            before = finds.next();
            more = finds.more();
            looks++;
        }

        assertThat(numbers(found)).containsExactlyElementsOf(down(3_000, 0));
        assertThat(looks).isGreaterThan(3);
    }

    @Test
    void findsANetworkInEveryEpochWhoseKeyIsThere() throws IOException {
        write(0, 5);
        now = now.plus(Duration.ofHours(24));
        write(5, 9);
        now = now.plus(Duration.ofHours(24));
        write(9, 12);
        Wanted here = prefix("203.0.113.0/24");
        assertThat(numbers(all(here, 2))).containsExactlyElementsOf(down(12, 0));
        assertThat(numbers(all(prefix("203.0.113.77/32"), 50))).hasSize(12);
        assertThat(all(prefix("203.0.112.0/24"), 50)).isEmpty();

        String gone = folder.segments().get(1).epoch();
        Files.delete(folder.path().resolve("epoch-" + gone + ".key"));

        Finds finds = find(here, Optional.empty(), 50);
        assertThat(numbers(finds.found()))
                .containsExactlyElementsOf(List.of(11, 10, 9, 4, 3, 2, 1, 0));
        assertThat(finds.withoutKey()).containsExactly(gone);
    }

    @Test
    void readsOnlyFilesOfTheTime() throws IOException {
        for (int hour = 0; hour < 6; hour++) {
            now = Decisions.NOW.plus(Duration.ofHours(2L * hour));
            writeOne(hour, now);
        }
        segments.end();
        Instant third = Decisions.NOW.plus(Duration.ofHours(4));
        Wanted one = wanted(new TimeRange(third, third.plusSeconds(1)));
        assertThat(numbers(all(one, 10))).containsExactly(2);

        // Nobody opens this one: it would be in the way. The one after it was open until shortly
        // before the range, by clocks that may differ.
        Path file = folder.segments().getFirst().path();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(numbers(all(one, 10))).containsExactly(2);
    }

    @Test
    void findsALineThatWaitedForADiskForHours() throws IOException {
        now = Decisions.NOW.plus(Duration.ofHours(5));
        writeOne(1, Decisions.NOW);
        writeOne(2, now);

        TimeRange then = new TimeRange(Decisions.NOW, Decisions.NOW.plusSeconds(1));
        assertThat(numbers(all(wanted(then), 10))).containsExactly(1);
    }

    @Test
    void findsBySeveralTextsAndTellsDecisionsFromEvents() throws IOException {
        write(0, 3);
        backlog.add(
                new Line.Challenged(
                        "%026d".formatted(1),
                        ChallengeRef.of("c"),
                        ChallengeKind.PROOF_OF_WORK,
                        Decisions.NOW));
        writer.round();
        String id = Wanted.field("decisionId", "%026d".formatted(1));

        assertThat(all(Wanted.decisions(ALL, List.of(id), Optional.empty()), 10)).hasSize(1);
        assertThat(
                        all(
                                Wanted.decisions(
                                        ALL,
                                        List.of(id, Wanted.field("accountId", "bob")),
                                        Optional.empty()),
                                10))
                .isEmpty();
        assertThat(all(Wanted.lines(ALL, List.of(id)), 10)).hasSize(2);
    }

    @Test
    void hasNothingOfALogThatIsNotThere() throws IOException {
        Finds finds = find(wanted(ALL), Optional.empty(), 10);

        assertThat(finds.found()).isEmpty();
        assertThat(finds.from()).isEmpty();
        assertThat(finds.more()).isFalse();
    }

    private List<Finds.Found> all(Wanted wanted, int most) throws IOException {
        List<Finds.Found> found = new ArrayList<>();
        Finds page = find(wanted, Optional.empty(), most);
        found.addAll(page.found());
        while (page.more()) {
            page = find(wanted, page.next(), most);
            found.addAll(page.found());
        }
        return found;
    }

    private Finds find(Wanted wanted, Optional<LogPosition> before, int most) throws IOException {
        return reader.find(wanted, before, most, () -> false);
    }

    private static Wanted wanted(TimeRange range) {
        return Wanted.decisions(range, List.of(), Optional.empty());
    }

    private static Wanted prefix(String text) {
        return Wanted.decisions(ALL, List.of(), Prefix.parse(text));
    }

    private void write(int from, int to) {
        IntStream.range(from, to).mapToObj(Decisions::line).forEach(backlog::add);
        assertThat(writer.round()).isTrue();
    }

    private void writeOne(int number, Instant at) {
        backlog.add(
                Decisions.line(
                        new Asked(
                                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                                at,
                                "demo",
                                "alice",
                                null,
                                null,
                                1,
                                ClientAddress.parse(Decisions.ADDRESS).orElseThrow(),
                                false),
                        "%026d".formatted(number),
                        "address-rate",
                        null));
        assertThat(writer.round()).isTrue();
    }

    private static List<Integer> numbers(List<Finds.Found> found) {
        int begin = "{\"v\":2,\"decisionId\":\"".length();
        return found.stream()
                .map(it -> Integer.valueOf(it.line().substring(begin, begin + 26)))
                .toList();
    }

    private static List<Integer> down(int from, int to) {
        return IntStream.range(to, from).map(i -> from + to - 1 - i).boxed().toList();
    }
}
