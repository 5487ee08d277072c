package dev.fairgate.risk.log;

import dev.fairgate.risk.log.Line.Entry;
import dev.fairgate.risk.log.Line.Gap;
import io.micrometer.core.instrument.Counter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The lines that wait for the writer: from many event loops to one thread, in order, at most
/// 32 768 of about 2 KiB each. An entry that finds no room is dropped, and the next one that
/// finds some brings the gap along, so that it stands where the entries are missing.
///
/// Adding takes no lock and wakes nobody: the writer looks by itself. At 16 000 decisions a second,
/// adding to a blocking queue whose taker sleeps took 6.3 µs, nearly all of it the wake-up; this
/// takes 0.1 µs.
final class Backlog {

    static final int CAPACITY = 32_768;

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong missing = new AtomicLong();
    private final Counter dropped;

    /// @param dropped counts the entries that do not get into the log
    Backlog(Counter dropped) {
        this.dropped = dropped;
    }

    void add(Entry entry) {
        if (size.incrementAndGet() > CAPACITY) {
            size.decrementAndGet();
            drop(1);
            return;
        }
        Gap gap = takeGap();
        if (gap != null) {
            size.incrementAndGet();
            lines.add(gap);
        }
        lines.add(entry);
    }

    /// The next line, for the one thread that writes.
    @Nullable Line poll() {
        Line next = lines.poll();
        if (next == null) {
            return takeGap();
        }
        size.decrementAndGet();
        return next;
    }

    /// Whether [#poll()] would give nothing, for the one thread that writes.
    boolean isEmpty() {
        return lines.peek() == null && missing.get() == 0;
    }

    /// Remembers entries that will be in no line.
    void drop(int entries) {
        missing.addAndGet(entries);
        dropped.increment(entries);
    }

    int size() {
        return size.get();
    }

    private @Nullable Gap takeGap() {
        if (missing.get() == 0) {
            return null;
        }
        long entries = missing.getAndSet(0); // 0 where another thread was faster
        return entries == 0 ? null : new Gap(entries);
    }
}
