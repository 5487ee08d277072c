package dev.fairgate.risk.log;

import dev.fairgate.risk.log.Finds.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One look through a log from its end to its beginning, for whoever wants the last lines first.
/// For one thread; blocks.
///
/// A file that is written is read in pieces of 1 MiB, the last first; a compressed one can only be
/// read from its beginning, so that what it has is known when all of it was read: at most 64 MB of
/// lines with the usual bounds. Files of other times are told by their names, and by their first
/// line.
final class Rewind {

    private static final int PIECE = 1 << 20;

    /// Whoever asks for a decision may have another clock than this node.
    private static final Duration OTHER_CLOCKS = Duration.ofMinutes(5);

    private static final int TRIES = 3;
    private static final int FIRST_LINES = 200;
    private static final long END = 999_999_999_999L;

    private final LogFolder folder;
    private final KeyFiles keys;
    private final Wanted wanted;
    private final int most;
    private final BooleanSupplier isOver;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> withoutKey = new TreeSet<>();
    private @Nullable LogPosition from;
    private @Nullable LogPosition next;
    private boolean hasRead;
    private boolean isPartial;

    /// @param most lines
    /// @param isOver whether to stop at the next chance; the first piece is always read
    Rewind(LogFolder folder, KeyFiles keys, Wanted wanted, int most, BooleanSupplier isOver) {
        this.folder = folder;
        this.keys = keys;
        this.wanted = wanted;
        this.most = most;
        this.isOver = isOver;
    }

    /// @param before the place to begin at; empty for the end
    Finds look(Optional<LogPosition> before) throws IOException {
        from = before.orElse(null);
        next = from;
        @Nullable SegmentFile later = null;
        for (SegmentFile file : folder.segments().reversed()) {
            if (later != null && file.isSameAs(later)) {
                continue; // the other of the two while it is being compressed
            }
            int place = before.map(it -> file.place().compareTo(it.segment())).orElse(-1);
            if (place <= 0) {
                if (isBefore(later) || isEnough()) {
                    break;
                }
                read(file, place == 0 ? before.get().offset() : END);
            }
            later = file;
        }
        return finds();
    }

    private Finds finds() {
        boolean more = found.size() > most;
        List<Found> taken = more ? found.subList(0, most) : found;
        return new Finds(
                Optional.ofNullable(from),
                taken,
                more ? Optional.of(taken.getLast().place()) : Optional.ofNullable(next),
                more || isPartial,
                isPartial,
                withoutKey);
    }

    /// Whether all files before this one were complete before the range began.
    private boolean isBefore(@Nullable SegmentFile later) {
        return later != null && later.begun().plus(OTHER_CLOCKS).isBefore(wanted.range().from());
    }

    private boolean isEnough() {
        isPartial |= hasRead && found.size() <= most && isOver.getAsBoolean();
        return isPartial || found.size() > most;
    }

    private void read(SegmentFile file, long before) throws IOException {
        long end = before;
        if (from == null) {
            end = end(file); // what is written from here on is for another look
            from = new LogPosition(file.place(), end);
        }
        Optional<Wanted> here = inEpoch(file);
        if (here.isPresent() && mayHave(file)) {
            readPieces(file, end, here.get());
        }
        if (!isPartial) {
            next = new LogPosition(file.place(), 0);
        }
    }

    /// What to look for in a file; nothing where its networks are nobody's any more.
    private Optional<Wanted> inEpoch(SegmentFile file) {
        if (wanted.prefix().isEmpty()) {
            return Optional.of(wanted);
        }
        Optional<EpochKey> key = keys.of(file.epoch());
        if (key.isEmpty()) {
            withoutKey.add(file.epoch());
        }
        return key.map(it -> wanted.under(new Pseudonyms(it)));
    }

    private void readPieces(SegmentFile file, long before, Wanted here) throws IOException {
        long size = file.size();
        if (file.compressed() || size == 0 || (before > size && before < END)) {
            readPiece(file, 0, before, here); // or it was compressed meanwhile
            return;
        }
        long end = Math.min(before, size);
        while (end > 0 && !isEnough()) {
            long begin = Math.max(0, end - PIECE);
            readPiece(file, begin, end, here);
            end = begin;
            next = new LogPosition(file.place(), begin);
        }
    }

    /// Takes what is wanted of the lines that begin within a piece, the last first.
    private void readPiece(SegmentFile file, long begin, long end, Wanted here) throws IOException {
        int room = most + 1 - found.size();
        Deque<Found> last = new ArrayDeque<>();
        try (SegmentLines lines = open(file, begin)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                long place = lines.offset() - line.length;
                if (place >= end) {
                    break;
                }
                String text = new String(line, StandardCharsets.ISO_8859_1);
                if (here.matches(text) && text.endsWith("}\n")) {
                    if (last.size() == room) {
                        last.removeFirst();
                    }
                    last.addLast(
                            new Found(
                                    new LogPosition(file.place(), place),
                                    text.substring(0, text.length() - 1)));
                }
            }
        } catch (NoSuchFileException e) {
            // Too old, or taken away: it is as if it had gone before.
        }
        last.descendingIterator().forEachRemaining(found::add);
        hasRead = true;
    }

    /// A file that is compressed under our hands has another name.
    private SegmentLines open(SegmentFile file, long begin) throws IOException {
        SegmentFile named = file;
        for (int i = 1; ; i++) {
            try {
                return SegmentLines.open(named, begin);
            } catch (NoSuchFileException e) {
                SegmentFile other =
                        folder.segments().stream().filter(file::isSameAs).findFirst().orElse(null);
                if (other == null || i == TRIES) {
                    throw e;
                }
                named = other;
            }
        }
    }

    /// Whether its first lines are older than the end of the range.
    private boolean mayHave(SegmentFile file) throws IOException {
        Instant end = wanted.range().to();
        if (file.begun().isBefore(end)) {
            return true; // all lines may be later than its beginning
        }
        try (SegmentLines lines = open(file, 0)) {
            byte[] line = lines.next();
            for (int i = 0; line != null && i < FIRST_LINES; i++) {
                Optional<Instant> at =
                        RangeFilter.timeOf(new String(line, StandardCharsets.ISO_8859_1));
                if (at.isPresent()) {
                    return at.get().minus(OTHER_CLOCKS).isBefore(end);
                }
                line = lines.next();
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        return true;
    }

    /// After the last whole line.
    private long end(SegmentFile file) throws IOException {
        if (file.compressed()) {
            return END;
        }
        long size = file.size();
        try (SegmentLines lines = open(file, Math.max(0, size - PIECE))) {
            while (lines.next() != null) {
                // Only its end is wanted.
            }
            return lines.offset();
        } catch (NoSuchFileException e) {
            return END;
        }
    }
}
