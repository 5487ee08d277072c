package dev.fairgate.risk.preview;

import java.util.concurrent.atomic.LongAdder;

/// How far one preview has come: each decision counts when it is read and when it is decided again.
final class Progress {

    private final LongAdder done = new LongAdder();
    private volatile long of;

    /// @param most how many decisions there may be
    Progress(int most) {
        this.of = 2L * most;
    }

    void add(int decisions) {
        done.add(decisions);
    }

    /// Now it is known how many decisions there are, all of them read.
    void read(int decisions) {
        done.reset();
        done.add(decisions);
        of = 2L * decisions;
    }

    long done() {
        return Math.min(done.sum(), of);
    }

    long of() {
        return of;
    }
}
