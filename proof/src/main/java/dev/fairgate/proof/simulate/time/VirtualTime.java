package dev.fairgate.proof.simulate.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import reactor.core.Disposable;

/// A clock and what is still to be done, by time and then in the order in which it was asked for.
///
/// What is scheduled belongs to the [Life] that is acting at that moment, so that all that a
/// process set going ends with it.
public final class VirtualTime {

    private static final Instant BEGIN = Instant.parse("2026-09-21T14:00:00Z");

    /// Where things are done that belong to no process.
    private static final Life WORLD = new Life("world");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong((Event it) -> it.at)
                            .thenComparingLong(it -> it.number));
    private final Trace trace = new Trace();
    private Life acting = WORLD;
    private long now;
    private long number;

    private static final class Event implements Disposable {
        private final long at;
        private final long number;
        private final Life life;
        private final String what;
        private final Runnable task;
        private boolean dropped;

        Event(long at, long number, Life life, String what, Runnable task) {
            this.at = at;
            this.number = number;
            this.life = life;
            this.what = what;
            this.task = task;
        }

        /// The same event at another time; dropping the first drops both.
        Event laterAt(long when, long newNumber) {
            return new Event(when, newNumber, life, what, this::unlessDropped);
        }

        private void unlessDropped() {
            if (!dropped) {
                task.run();
            }
        }

        @Override
        public void dispose() {
            dropped = true;
        }

        @Override
        public boolean isDisposed() {
            return dropped;
        }
    }

    /// Nanoseconds since the begin.
    public long nanos() {
        return now;
    }

    /// Microseconds since 1970.
    public long micros() {
        return BEGIN.toEpochMilli() * 1000 + now / 1000;
    }

    /// The moment as a date.
    public Instant instant() {
        return BEGIN.plusNanos(now);
    }

    public Trace trace() {
        return trace;
    }

    /// Does something later, for whoever acts now.
    ///
    /// @param what a word or two for the trace, the same in every run of the seed
    public Disposable after(Duration delay, String what, Runnable task) {
        return after(delay.toNanos(), what, task);
    }

    /// Does something after some nanoseconds, for whoever acts now.
    public Disposable after(long nanos, String what, Runnable task) {
        Event event = new Event(now + Math.max(0, nanos), number++, acting, what, task);
        events.add(event);
        return event;
    }

    /// Whoever acts now.
    public Life acting() {
        return acting;
    }

    /// Does something at once in the name of another.
    public void as(Life life, Runnable task) {
        Life before = acting;
        acting = life;
        try {
            task.run();
        } finally {
            acting = before;
        }
    }

    /// Does something in the name of another as soon as it can: at once unless it is stopped, and
    /// never when it is over.
    public void when(Life life, String what, Runnable task) {
        if (life.isStoppedAt(now)) {
            as(life, () -> after(0, what, task));
        } else if (!life.isOver()) {
            as(life, task);
        }
    }

    /// Does something at once in the name of nobody.
    public void asWorld(Runnable task) {
        as(WORLD, task);
    }

    /// Writes something into the trace that is no event of its own.
    public void note(String what) {
        trace.add(now, what);
    }

    /// Lets time pass.
    public void pass(Duration duration) {
        long end = now + duration.toNanos();
        for (Event next = events.peek(); next != null && next.at <= end; next = events.peek()) {
            events.poll();
            if (!next.dropped && !next.life.isOver()) {
                now = next.at;
                turn(next);
            }
        }
        now = end;
    }

    private void turn(Event event) {
        if (event.life.isStoppedAt(now)) {
            events.add(event.laterAt(event.life.stoppedUntil(), number++));
        } else {
            trace.add(now, event.what);
            as(event.life, event.task);
        }
    }
}
