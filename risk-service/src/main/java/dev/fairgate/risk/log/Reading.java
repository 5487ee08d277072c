package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One reader's way through a log, file by file, with one of them open. For one thread at a time;
/// blocks.
public final class Reading implements AutoCloseable {

    /// A block ends there too, so that it is never much larger.
    private static final int MOST_BYTES = 1 << 20;

    /// So much is looked through for one block: whoever waits hears of progress.
    private static final long MOST_LOOKED_THROUGH = 32 << 20;

    /// Whoever asks for a decision may have another clock than this node.
    private static final Duration OTHER_CLOCKS = Duration.ofMinutes(5);

    /// For so long lines are expected to wait for a disk that is away, at most.
    private static final Duration LATE = Duration.ofDays(1);

    private static final int TRIES = 5;

    private final LogFolder folder;
    private final TimeRange range;
    private String segment;
    private long offset;
    private final RangeFilter filter;
    private @Nullable SegmentLines open;
    private boolean complete;
    private boolean finished;

    Reading(LogFolder folder, TimeRange range, LogPosition from) {
        this.folder = folder;
        this.range = range;
        this.segment = from.segment();
        this.offset = from.offset();
        this.filter = new RangeFilter(range);
    }

    /// The next lines of the range, in the order they were written, and those that tell of gaps
    /// beside them.
    ///
    /// @param most about how many lines, at least 1
    public Block next(int most) throws IOException {
        List<byte[]> taken = new ArrayList<>();
        long bytes = 0;
        long end = MOST_LOOKED_THROUGH;
        while (filter.isWaiting() || (taken.size() < most && bytes < MOST_BYTES && end > 0)) {
            SegmentLines lines = lines();
            byte[] line = lines == null ? null : lines.next();
            if (lines != null && line != null) {
                offset = lines.offset();
                end -= line.length;
                for (byte[] one : filter.pass(line)) {
                    taken.add(one);
                    bytes += one.length;
                }
            } else if (lines == null || !goOn()) {
                taken.addAll(filter.release());
                return new Block(taken, position(), false);
            }
        }
        return new Block(taken, position(), true);
    }

    @Override
    public void close() throws IOException {
        SegmentLines last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }

    private LogPosition position() {
        return segment.isEmpty() ? LogPosition.START : new LogPosition(segment, offset);
    }

    /// At the end of a file: whether there is more, in this one or a later one. That there is a
    /// later one has to be known before the last look at this one: from then on nothing is written
    /// to it.
    private boolean goOn() throws IOException {
        if (complete) {
            finished = true;
            close();
            return true;
        }
        complete = folder.segments().stream().anyMatch(file -> file.place().compareTo(segment) > 0);
        return complete;
    }

    /// The file that is read, or the first one from here on; null without one.
    private @Nullable SegmentLines lines() throws IOException {
        for (int i = 0; open == null && i < TRIES; i++) {
            Optional<SegmentFile> next = nextFile();
            if (next.isEmpty()) {
                return null;
            }
            try {
                open(next.get());
            } catch (NoSuchFileException e) {
                // Compressed meanwhile, or too old: the next look tells.
            }
        }
        if (open == null) {
            throw new IOException("the files of the log vanish faster than they can be read");
        }
        return open;
    }

    private void open(SegmentFile file) throws IOException {
        boolean isNew = !file.place().equals(segment);
        SegmentLines lines = SegmentLines.open(file, isNew ? 0 : offset);
        open = lines;
        segment = file.place();
        offset = lines.offset();
        complete = false;
        finished = false;
    }

    /// The first file from here on that may have lines of the range.
    private Optional<SegmentFile> nextFile() throws IOException {
        List<SegmentFile> all = folder.segments();
        for (int i = 0; i < all.size(); i++) {
            SegmentFile file = all.get(i);
            int place = file.place().compareTo(segment);
            if ((finished ? place > 0 : place >= 0)
                    && mayHave(file, all.subList(i, all.size()), range)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// Whether it was neither complete before the range began nor begun long after it was over.
    static boolean mayHave(SegmentFile file, List<SegmentFile> fromHere, TimeRange range) {
        boolean isOver =
                fromHere.stream()
                        .filter(later -> !later.isSameAs(file))
                        .findFirst()
                        .filter(later -> later.begun().plus(OTHER_CLOCKS).isBefore(range.from()))
                        .isPresent();
        return !isOver && file.begun().minus(LATE).isBefore(range.to());
    }
}
