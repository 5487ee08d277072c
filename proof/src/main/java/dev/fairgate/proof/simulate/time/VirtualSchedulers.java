package dev.fairgate.proof.simulate.time;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Reactor's schedulers on [VirtualTime]: while this is open, whatever code asks for a thread or a
/// timer gets a turn on the one thread instead. For one thread at a time.
public final class VirtualSchedulers implements AutoCloseable {

    private static final String TASK = "task";

    private final VirtualTime time;

    /// Takes Reactor's schedulers over until this is closed.
    public VirtualSchedulers(VirtualTime time) {
        this.time = time;
        Schedulers.setFactory(
                new Schedulers.Factory() {
                    @Override
                    public Scheduler newBoundedElastic(
                            int threads, int queued, ThreadFactory factory, int seconds) {
                        return new Turns();
                    }

                    @Override
                    public Scheduler newParallel(int parallelism, ThreadFactory factory) {
                        return new Turns();
                    }

                    @Override
                    public Scheduler newSingle(ThreadFactory factory) {
                        return new Turns();
                    }
                });
    }

    @Override
    public void close() {
        Schedulers.resetFactory();
    }

    private final class Turns implements Scheduler {

        @Override
        public Disposable schedule(Runnable task) {
            return time.after(0, TASK, task);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return time.after(unit.toNanos(delay), TASK, task);
        }

        @Override
        public Disposable schedulePeriodically(
                Runnable task, long initialDelay, long period, TimeUnit unit) {
            Disposable.Swap next = Disposables.swap();
            next.replace(schedule(() -> again(task, period, unit, next), initialDelay, unit));
            return next;
        }

        private void again(Runnable task, long period, TimeUnit unit, Disposable.Swap next) {
            task.run();
            next.replace(schedule(() -> again(task, period, unit, next), period, unit));
        }

        @Override
        public long now(TimeUnit unit) {
            return unit.convert(time.micros(), TimeUnit.MICROSECONDS);
        }

        @Override
        public Worker createWorker() {
            return new Seat(this, Disposables.composite());
        }
    }

    private record Seat(Turns turns, Disposable.Composite tasks) implements Scheduler.Worker {

        @Override
        public Disposable schedule(Runnable task) {
            return schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            Disposable scheduled = turns.schedule(task, delay, unit);
            tasks.add(scheduled);
            return scheduled;
        }

        @Override
        public Disposable schedulePeriodically(
                Runnable task, long initialDelay, long period, TimeUnit unit) {
            Disposable scheduled = turns.schedulePeriodically(task, initialDelay, period, unit);
            tasks.add(scheduled);
            return scheduled;
        }

        @Override
        public void dispose() {
            tasks.dispose();
        }

        @Override
        public boolean isDisposed() {
            return tasks.isDisposed();
        }
    }
}
