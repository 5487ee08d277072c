package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.benchmarks.arena.motion.Trace.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTracesTest {

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(1);

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String mouse(int x) {
        return "{\"webdriver\":false,\"events\":[[0,\"f\"],[250,\"m\"," + x + ",7],[500,\"v\",1]]}";
    }

    private static int xOf(Trace trace) {
        return trace.events().get(1).x();
    }

    @Test
    void stretchesTheTimeAndNothingElse() throws IOException {
        file("a.json", mouse(3));

        assertThat(RecordedTraces.of(folder).trace(Means.MOUSE, 3_000, random).events())
                .containsExactly(
                        new Event(0, 'f', 0, 0),
                        new Event(1_500, 'm', 3, 7),
                        new Event(3_000, 'v', 1, 0));
    }

    @Test
    void handsOutEveryTraceBeforeItRepeatsOne() throws IOException {
        for (int i = 0; i < 20; i++) {
            file(i + ".json", mouse(i));
        }
        RecordedTraces traces = RecordedTraces.of(folder);

        for (int round = 0; round < 3; round++) {
            List<Integer> xs =
                    IntStream.range(0, 20)
                            .mapToObj(it -> xOf(traces.trace(Means.MOUSE, 500, random)))
                            .toList();
            assertThat(xs).doesNotHaveDuplicates().isNotEqualTo(xs.stream().sorted().toList());
        }
    }

    @Test
    void handsOutAllEquallyOftenToManyAtATime() throws IOException {
        for (int i = 0; i < 4; i++) {
            file(i + ".json", mouse(i));
        }
        RecordedTraces traces = RecordedTraces.of(folder);

        Map<Integer, Long> handedOut =
                IntStream.range(0, 40_000)
                        .parallel()
                        .mapToObj(SplittableRandom::new)
                        .map(it -> xOf(traces.trace(Means.MOUSE, 500, it)))
                        .collect(Collectors.groupingBy(it -> it, Collectors.counting()));

        assertThat(handedOut)
                .hasSize(4)
                .allSatisfy((x, times) -> assertThat(times).isEqualTo(10_000));
    }

    @Test
    void givesTracesOfTheSameMeansIfThereAreAny() throws IOException {
        file("mouse.json", mouse(3));
        file("touch.json", "{\"events\":[[0,\"t\",1,2],[90,\"u\",1,2]]}");
        file("keys.json", "{\"events\":[[0,\"f\"],[90,\"k\"]]}");
        file("both.json", "{\"events\":[[0,\"k\"],[90,\"m\",5,5]]}");
        RecordedTraces traces = RecordedTraces.of(folder);

        for (int i = 0; i < 20; i++) {
            assertThat(traces.trace(Means.TOUCH, 500, random).events())
                    .anyMatch(it -> it.kind() == 't');
            assertThat(traces.trace(Means.KEYBOARD, 500, random).events())
                    .noneMatch(it -> it.kind() == 'm' || it.kind() == 't');
            assertThat(traces.trace(Means.MOUSE, 500, random).events())
                    .anyMatch(it -> it.kind() == 'm');
        }
    }

    @Test
    void givesAnyIfThereAreNoneOfTheSameMeans() throws IOException {
        file("mouse.json", mouse(3));

        assertThat(xOf(RecordedTraces.of(folder).trace(Means.TOUCH, 500, random))).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\":[",
                "",
                "[]",
                "{}",
                "{\"events\":[]}",
                "{\"events\":{\"a\":1}}",
                "{\"events\":[7]}",
                "{\"events\":[[0,\"m\",1]]}",
                "{\"events\":[[0,\"x\",1,2]]}",
                "{\"events\":[[0,\"mm\",1,2]]}",
                "{\"events\":[[0,\"k\",1]]}",
                "{\"events\":[[0.5,\"k\"]]}",
                "{\"events\":[[-1,\"k\"]]}",
                "{\"events\":[[600001,\"k\"]]}",
                "{\"events\":[[0,\"m\",1,\"2\"]]}",
                "{\"events\":[[0,\"m\",1,99999999999]]}",
                "{\"events\":[[9,\"k\"],[8,\"k\"]]}"
            })
    void refusesAFileThatIsNoTraceByItsName(String text) throws IOException {
        file("good.json", mouse(1));
        file("odd one.json", text);

        assertThatThrownBy(() -> RecordedTraces.of(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The trace " + folder.resolve("odd one.json"))
                .message()
                .hasLineCount(1);
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        file("large.json", mouse(1) + " ".repeat(64 * 1024));

        assertThatThrownBy(() -> RecordedTraces.of(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("large.json cannot be used: it has more than 64 KiB");
    }

    @Test
    void refusesTooManyEvents() throws IOException {
        String events = "[1,\"k\"],".repeat(512) + "[1,\"k\"]";
        file("long.json", "{\"events\":[" + events + "]}");

        assertThatThrownBy(() -> RecordedTraces.of(folder))
                .hasMessageEndingWith("long.json cannot be used: it has more than 512 events");
    }

    @Test
    void refusesAFolderThatIsNoneOrHoldsNothingOrTooMuch() throws IOException {
        file("notes.txt", "hello");

        assertThatThrownBy(() -> RecordedTraces.of(folder.resolve("none")))
                .hasMessage("There is no folder of traces " + folder.resolve("none"));
        assertThatThrownBy(() -> RecordedTraces.of(folder))
                .hasMessage("A folder of traces holds 1 to 10000 *.json files, not as " + folder);
    }

    @Test
    void readsWhatAPageSends() throws IOException {
        Trace trace = new MinimumJerk().trace(Means.MOUSE, 9_000, random);
        Browser browser = Browser.of(Means.MOUSE, random);
        file("page.json", Telemetry.json(trace, 0, 9_000, browser));
        int last = trace.events().getLast().at();

        assertThat(RecordedTraces.of(folder).trace(Means.MOUSE, last, random)).isEqualTo(trace);
    }
}
