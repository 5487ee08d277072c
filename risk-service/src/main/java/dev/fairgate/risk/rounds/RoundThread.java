package dev.fairgate.risk.rounds;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// A thread of its own for one kind of work, from the start of the node to its end.
public final class RoundThread implements SmartLifecycle, Runnable {

    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final String name;
    private final Rounds rounds;
    private final Duration pause;
    private volatile @Nullable Thread thread;

    /// @param pause between the end of a round and the next
    public RoundThread(String name, Rounds rounds, Duration pause) {
        this.name = name;
        this.rounds = rounds;
        this.pause = pause;
    }

    @Override
    public void start() {
        Thread next = Thread.ofPlatform().daemon().name(name).unstarted(this);
        thread = next;
        next.start();
    }

    @Override
    public void run() {
        try {
            while (isRunning()) {
                rounds.round();
                LockSupport.parkNanos(this, pause.toNanos());
            }
            rounds.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever did that wants it to end
        }
    }

    @Override
    public void stop() {
        Thread ending = thread;
        thread = null;
        if (ending == null) {
            return;
        }
        LockSupport.unpark(ending);
        try {
            if (!ending.join(TIME_TO_END)) {
                ending.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
