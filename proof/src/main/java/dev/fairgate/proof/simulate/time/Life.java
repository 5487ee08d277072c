package dev.fairgate.proof.simulate.time;

/// Whoever has things to do: a process from its start to its end. What it had still to do when it
/// ended is never done, and while it is stopped (SIGSTOP) everything waits.
public final class Life {

    private final String name;
    private boolean over;
    private long stoppedUntil;

    public Life(String name) {
        this.name = name;
    }

    /// Ends it, as a crash does.
    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }

    /// Does nothing until then, and afterwards all that came due.
    ///
    /// @param nanos of [VirtualTime#nanos()]
    public void stopUntil(long nanos) {
        stoppedUntil = nanos;
    }

    boolean isStoppedAt(long nanos) {
        return nanos < stoppedUntil;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }

    @Override
    public String toString() {
        return name;
    }
}
