package dev.fairgate.proof.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A disk that takes its time, for one process: strace holds each of its fsync calls up.
final class SlowDisk {

    private static final Duration TRIAL = Duration.ofMillis(300);

    private SlowDisk() {}

    /// Why it cannot be had on this machine, if so; tries it without a delay.
    static Optional<String> whyNot(long pid) {
        try {
            of(pid, 0, TRIAL);
            return Optional.empty();
        } catch (IllegalStateException | UncheckedIOException e) {
            return Optional.of("it needs strace, and the right to trace: " + e.getMessage());
        }
    }

    /// Delays every fsync of a process for a while.
    ///
    /// @throws IllegalStateException when nobody may trace it here
    static void of(long pid, int millis, Duration time) {
        try {
            Process tracer =
                    new ProcessBuilder(
                                    "strace",
                                    "-f",
                                    "-qq",
                                    "-o",
                                    "/dev/null",
                                    "-e",
                                    "trace=fdatasync,fsync",
                                    "-e",
                                    "inject=fdatasync,fsync:delay_enter=" + millis * 1_000,
                                    "-p",
                                    Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (tracer.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("strace may not trace the ledger here");
            }
            tracer.destroy(); // lets go of the server, which goes on
            if (!tracer.waitFor(5, TimeUnit.SECONDS)) {
                tracer.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
