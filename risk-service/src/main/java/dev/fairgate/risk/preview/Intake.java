package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.log.LogFile;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.log.OwnLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/// Reads the decisions of a window from this node's log: whole files, the newest first, until there
/// are enough; one on each thread.
final class Intake {

    private final OwnLog own;
    private final Cells cells;
    private final Workers workers;

    Intake(OwnLog own, Cells cells, Workers workers) {
        this.own = own;
        this.cells = cells;
        this.workers = workers;
    }

    /// Whether this node keeps a log.
    boolean hasLog() {
        return own.reader().isPresent();
    }

    /// Begins to take in another log.
    LogLines begin(Window window) {
        return new LogLines(window.range(), cells);
    }

    /// What is in this node's log. Blocks.
    Taken own(Window window, Progress progress) {
        return own.reader().map(reader -> read(reader, window, progress)).orElseGet(Taken::new);
    }

    private Taken read(LogReader reader, Window window, Progress progress) {
        List<Taken> newestFirst = new ArrayList<>();
        Deque<Future<Taken>> underWay = new ArrayDeque<>();
        int have = 0;
        for (LogFile file : files(reader, window)) {
            underWay.add(workers.begin(() -> read(file, window, progress)));
            if (underWay.size() == Workers.COUNT) {
                have += next(underWay, newestFirst);
            }
            if (have >= window.most()) {
                break;
            }
        }
        while (!underWay.isEmpty()) {
            next(underWay, newestFirst);
        }
        Taken all = new Taken();
        newestFirst.reversed().forEach(all::add);
        return all;
    }

    private static int next(Deque<Future<Taken>> underWay, List<Taken> newestFirst) {
        Taken taken = Workers.await(underWay.remove());
        newestFirst.add(taken);
        return taken.decisions.size();
    }

    private static List<LogFile> files(LogReader reader, Window window) {
        try {
            return reader.newestFirst(window.range());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Taken read(LogFile file, Window window, Progress progress) throws IOException {
        LogLines lines = begin(window);
        file.read(
                line -> {
                    int before = lines.taken().decisions.size();
                    lines.accept(line);
                    progress.add(lines.taken().decisions.size() - before);
                });
        return lines.taken();
    }

    /// The newest of a window, in the order of their times.
    static List<Logged> newest(List<Logged> decisions, int most) {
        List<Logged> sorted = new ArrayList<>(decisions);
        sorted.sort(Comparator.comparingLong(Logged::at));
        return sorted.size() <= most
                ? sorted
                : List.copyOf(sorted.subList(sorted.size() - most, sorted.size()));
    }
}
