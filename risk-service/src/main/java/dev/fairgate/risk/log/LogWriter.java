package dev.fairgate.risk.log;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings lines from the backlog to the disk, every 50 ms and on one thread. While the disk is
/// away they wait; nothing is lost before the backlog is full.
final class LogWriter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

    /// At about 1.6 KiB a line, a write of 200 KiB.
    private static final int LINES_AT_ONCE = 128;

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Backlog backlog;
    private final Segments segments;
    private final EpochKeys keys;
    private final Counter faults;
    private final InstantSource clock;
    private @Nullable Lines lines;
    private Instant warned = Instant.MIN;
    private volatile boolean ending;

    LogWriter(
            Backlog backlog,
            Segments segments,
            EpochKeys keys,
            Counter faults,
            InstantSource clock) {
        this.backlog = backlog;
        this.segments = segments;
        this.keys = keys;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!ending) {
            Duration pause = round() ? PAUSE : PAUSE_AFTER_FAULT;
            LockSupport.parkNanos(this, pause.toNanos());
        }
        round();
        finish();
    }

    /// Lets [#run()] return when all that waits now is written. Its thread has to be unparked.
    void end() {
        ending = true;
    }

    /// Writes all that waits.
    ///
    /// @return whether the disk took it
    boolean round() {
        try {
            for (Lines full = fill(); full != null; full = fill()) {
                segments.append(full.epoch(), full.toBytes());
                full.clear();
            }
            segments.endIfOld();
            return true;
        } catch (IOException e) {
            report(e);
            return false;
        } catch (RuntimeException e) {
            // A defect, which must not end the thread: these lines would never be written.
            backlog.drop(lines == null ? 0 : lines.entries());
            lines = null;
            report(e);
            return false;
        }
    }

    /// What waits, as much as there is room for, and first of all what an earlier round could not
    /// write. A line is taken only when there is a key for it.
    private @Nullable Lines fill() throws IOException {
        Lines filling = lines;
        if (filling == null || filling.count() == 0) {
            if (backlog.isEmpty()) {
                return null;
            }
            filling = begin(filling);
        }
        while (filling.count() < LINES_AT_ONCE) {
            Line next = backlog.poll();
            if (next == null) {
                break;
            }
            filling.add(next);
        }
        return filling.count() > 0 ? filling : null;
    }

    private Lines begin(@Nullable Lines empty) throws IOException {
        EpochKey key = keys.current();
        Lines beginning = empty;
        if (beginning == null) {
            beginning = new Lines(key);
            lines = beginning;
        } else {
            beginning.use(key);
        }
        return beginning;
    }

    private int left() {
        return backlog.size() + (lines == null ? 0 : lines.count());
    }

    private void finish() {
        try {
            segments.end();
        } catch (IOException e) {
            report(e);
        }
        if (left() > 0) {
            log.warn("The last {} lines of the decision log were not written", left());
        }
    }

    private void report(Exception fault) {
        faults.increment();
        Instant now = clock.instant();
        if (warned.equals(Instant.MIN)
                || Duration.between(warned, now).abs().compareTo(QUIET) >= 0) {
            warned = now;
            log.warn(
                    "The decision log cannot be written; decisions go on and {} lines wait: {}",
                    left(),
                    fault.toString());
        }
    }
}
