package dev.fairgate.benchmarks.load;

import java.io.IOException;

/// A process under measurement.
interface Meter extends AutoCloseable {

    /// What the process is in the tables.
    String name();

    /// What it has used since it started.
    Reading read() throws IOException;

    @Override
    void close() throws IOException;

    /// Running totals of one process.
    ///
    /// @param cpuNanos processor time, user and system
    /// @param allocatedBytes of a JVM
    /// @param commands that a Redis has run, those inside scripts included
    /// @param roundTrips times a Redis has read from a connection; what comes pipelined counts once
    /// @param compileMillis that a JVM's compilers have worked
    record Reading(
            long cpuNanos,
            long allocatedBytes,
            long commands,
            long roundTrips,
            long compileMillis) {

        Reading since(Reading before) {
            return new Reading(
                    cpuNanos - before.cpuNanos,
                    allocatedBytes - before.allocatedBytes,
                    commands - before.commands,
                    roundTrips - before.roundTrips,
                    compileMillis - before.compileMillis);
        }
    }
}
