package dev.fairgate.risk.log;

import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.outcome.Reported;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs every decision of this node and every outcome that it takes, in JSON Lines, without making
/// anybody wait. Counts `fairgate.decision.log.dropped` (of both, what is in no line) and
/// `fairgate.decision.log.faults` (writes that failed and are tried again).
final class DecisionLog implements DecisionLogging, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DecisionLog.class);
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final Backlog backlog;
    private final LogWriter writer;
    private final Thread thread;

    private DecisionLog(Backlog backlog, LogWriter writer) {
        this.backlog = backlog;
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("decision-log").unstarted(writer);
    }

    /// Starts the writer.
    ///
    /// @param folder of this node alone; made when the first line is written
    static DecisionLog start(
            Path folder, Bounds bounds, InstantSource clock, MeterRegistry registry) {
        Backlog backlog = new Backlog(registry.counter("fairgate.decision.log.dropped"));
        LogWriter writer =
                new LogWriter(
                        backlog,
                        new Segments(folder, bounds, clock),
                        registry.counter("fairgate.decision.log.faults"),
                        clock);
        DecisionLog started = new DecisionLog(backlog, writer);
        started.thread.start();
        return started;
    }

    @Override
    public void decided(AssessmentRequest request, List<LimitOutcome> limits, Decision decision) {
        backlog.add(Line.Decided.of(request, limits, decision));
    }

    @Override
    public void taken(Reported outcome, Instant takenAt) {
        backlog.add(Line.Became.of(outcome, takenAt));
    }

    /// Writes what waits, within 2 s. What comes later is lost.
    @Override
    public void close() {
        writer.end();
        LockSupport.unpark(thread);
        try {
            if (!thread.join(TIME_TO_END)) {
                log.warn("The disk of the decision log is slow: {} lines wait", backlog.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
