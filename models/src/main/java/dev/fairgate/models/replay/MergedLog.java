package dev.fairgate.models.replay;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.replay.NumberedLines.Line;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The lines of files of several nodes, nearly in the order of their times: each file's in its own
/// order, and of all files that whose next decision is the oldest first. Files are open only while
/// they have their turn, so that there may be many.
final class MergedLog implements Closeable {

    /// Lines in which a file has to show from when it is.
    private static final int LOOKED_AT = 1_000;

    private static final long UNKNOWN = 0;

    private final Progress progress;
    private final Deque<Begin> closed;
    private final PriorityQueue<Open> open =
            new PriorityQueue<>(
                    Comparator.comparingLong((Open file) -> file.at)
                            .thenComparingInt(file -> file.number));

    MergedLog(List<Source> files, Progress progress) {
        this.progress = progress;
        List<Begin> begins = new ArrayList<>();
        for (Source file : files) {
            begins.add(new Begin(file, begins.size(), firstTime(file)));
        }
        begins.sort(Comparator.comparingLong(Begin::at));
        this.closed = new ArrayDeque<>(begins);
    }

    private record Begin(Source file, int number, long at) {}

    /// A file with the line that comes next.
    private static final class Open {
        private final String name;
        private final int number;
        private final NumberedLines lines;
        private long at;
        private @Nullable LogLine head;

        Open(Begin begin, NumberedLines lines) {
            this.name = begin.file().name();
            this.number = begin.number();
            this.lines = lines;
            this.at = begin.at();
        }
    }

    /// The next one; null at the end.
    @Nullable LogLine next() {
        while (!closed.isEmpty() && (open.isEmpty() || closed.peek().at() <= open.peek().at)) {
            LogLine fault = open(closed.pop());
            if (fault != null) {
                return fault;
            }
        }
        Open file = open.poll();
        if (file == null) {
            return null;
        }
        LogLine line = file.head;
        advance(file);
        return line;
    }

    @Override
    public void close() throws IOException {
        for (Open file : open) {
            file.lines.close();
        }
    }

    private @Nullable LogLine open(Begin begin) {
        try {
            advance(new Open(begin, begin.file().open(progress::add)));
            return null;
        } catch (IOException e) {
            return unreadable(begin.file().name(), e);
        }
    }

    /// Goes on in a file, and keeps it in mind unless it has ended.
    private void advance(Open file) {
        if (file.head instanceof LogLine.Unreadable(String place, _) && place.equals(file.name)) {
            return; // that was its end
        }
        try {
            Line line = file.lines.next();
            if (line == null) {
                file.lines.close();
                return;
            }
            file.head = LogLineReader.read(file.name, line);
            if (file.head instanceof LogLine.Decision(Logged logged)) {
                file.at = logged.at();
            }
        } catch (IOException e) {
            file.head = unreadable(file.name, e);
        }
        open.add(file);
    }

    private static LogLine unreadable(String name, IOException e) {
        return new LogLine.Unreadable(name, "cannot be read to its end: " + e.getMessage());
    }

    private static long firstTime(Source file) {
        try (NumberedLines lines = file.open(_ -> {})) {
            for (int i = 0; i < LOOKED_AT; i++) {
                Line line = lines.next();
                if (line == null) {
                    return UNKNOWN;
                }
                if (LogLineReader.read("", line) instanceof LogLine.Decision(Logged logged)) {
                    return logged.at();
                }
            }
        } catch (IOException e) {
            return UNKNOWN; // its turn comes first, and tells
        }
        return UNKNOWN;
    }
}
