package dev.fairgate.benchmarks.arena.motion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// People as they were recorded: a folder of `*.json` files, each the `telemetry` object of one
/// visit, of which only `events` is used.
///
/// Every trace is handed out once before any is handed out again, so two people get the same one
/// only when there are more people than traces; and then they are what Fairgate takes for a replay.
/// Times are stretched so that the last event lies at the end of the visit; nothing else is
/// changed. Visits by touch get traces with touches, visits by keyboard such with keys and no
/// pointer, and by mouse such with moves, if there are any; else any. Which one also depends on
/// those handed out before. Safe for many threads.
public final class RecordedTraces implements Motion {

    /// Files that a folder may hold.
    public static final int MAX_FILES = 10_000;

    private final List<Trace> traces;
    private final Map<Means, int[]> fitting = new EnumMap<>(Means.class);
    private final int[] uses;

    private RecordedTraces(List<Trace> traces) {
        this.traces = traces;
        uses = new int[traces.size()];
        for (Means means : Means.values()) {
            fitting.put(means, fitting(means));
        }
    }

    /// Reads all `*.json` files of a folder, in the order of their names.
    ///
    /// @throws IllegalArgumentException in one sentence, when there is none, when there are more
    ///      than [#MAX_FILES], or when one cannot be used, naming it
    public static RecordedTraces of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no folder of traces " + folder);
        }
        List<Path> files = files(folder);
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new IllegalArgumentException(
                    "A folder of traces holds 1 to 10000 *.json files, not as " + folder);
        }
        return new RecordedTraces(files.stream().map(TraceFile::read).toList());
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.getFileName().toString().endsWith(".json"))
                    .limit(MAX_FILES + 1)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("The folder of traces cannot be read: " + folder, e);
        }
    }

    @Override
    public Trace trace(Means means, int durationMs, RandomGenerator random) {
        return stretched(traces.get(next(means, random)), durationMs);
    }

    /// One of those that were handed out least often.
    private synchronized int next(Means means, RandomGenerator random) {
        int[] fit = Objects.requireNonNull(fitting.get(means));
        int fewest = IntStream.of(fit).map(it -> uses[it]).min().orElseThrow();
        int[] fresh = IntStream.of(fit).filter(it -> uses[it] == fewest).toArray();
        int chosen = fresh[random.nextInt(fresh.length)];
        uses[chosen]++;
        return chosen;
    }

    private int[] fitting(Means means) {
        Predicate<Trace> fits =
                switch (means) {
                    case MOUSE -> it -> has(it, 'm');
                    case TOUCH -> it -> has(it, 't');
                    case KEYBOARD -> it -> has(it, 'k') && !has(it, 'm') && !has(it, 't');
                };
        int[] fit =
                IntStream.range(0, traces.size()).filter(it -> fits.test(traces.get(it))).toArray();
        return fit.length > 0 ? fit : IntStream.range(0, traces.size()).toArray();
    }

    private static boolean has(Trace trace, char kind) {
        return trace.events().stream().anyMatch(it -> it.kind() == kind);
    }

    private static Trace stretched(Trace trace, int durationMs) {
        double scale = (double) durationMs / Math.max(1, trace.events().getLast().at());
        return new Trace(
                trace.events().stream()
                        .map(
                                it ->
                                        new Trace.Event(
                                                (int) Math.round(it.at() * scale),
                                                it.kind(),
                                                it.x(),
                                                it.y()))
                        .toList());
    }
}
