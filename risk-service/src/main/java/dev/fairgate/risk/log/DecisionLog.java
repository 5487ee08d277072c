package dev.fairgate.risk.log;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.Verification;
import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.outcome.Reported;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs every decision of this node, its challenges and their responses, every outcome and label
/// that it takes and the campaigns it knows, in JSON Lines, without making anybody wait. Counts
/// `fairgate.decision.log.dropped` (what is in no line) and `fairgate.decision.log.faults` (what
/// the disk refused and is tried again).
final class DecisionLog implements DecisionLogging, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DecisionLog.class);
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final Backlog backlog;
    private final LogWriter writer;
    private final Archive archive;
    private final Thread writing;
    private final Thread archiving;

    private DecisionLog(Backlog backlog, LogWriter writer, Archive archive) {
        this.backlog = backlog;
        this.writer = writer;
        this.archive = archive;
        this.writing = Thread.ofPlatform().daemon().name("decision-log").unstarted(writer);
        this.archiving =
                Thread.ofPlatform().daemon().name("decision-log-archive").unstarted(archive);
    }

    /// Starts the writer.
    ///
    /// @param folder of this node alone; made when the first line is written
    static DecisionLog start(
            LogFolder folder,
            Bounds bounds,
            EpochKeys keys,
            InstantSource clock,
            MeterRegistry registry) {
        Backlog backlog = new Backlog(registry.counter("fairgate.decision.log.dropped"));
        Counter faults = registry.counter("fairgate.decision.log.faults");
        Segments segments = new Segments(folder, bounds, clock);
        DecisionLog started =
                new DecisionLog(
                        backlog,
                        new LogWriter(backlog, segments, keys, faults, clock),
                        new Archive(folder, segments, keys, faults, bounds.keep(), clock));
        started.writing.start();
        started.archiving.start();
        return started;
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        Duration took = Duration.ofNanos(System.nanoTime() - weighed.sinceNanos());
        backlog.add(Decided.of(weighed, decision, took));
        Challenge challenge = decision.challenge();
        if (challenge != null) {
            backlog.add(
                    new Line.Challenged(
                            decision.decisionId(),
                            ChallengeRef.of(challenge.id()),
                            challenge.kind(),
                            weighed.request().now()));
        }
    }

    @Override
    public void answered(AssessmentRequest request, Verification verification) {
        request.response()
                .map(response -> Line.Responded.of(request, response, verification))
                .ifPresent(backlog::add);
    }

    @Override
    public void inForce(String snapshot, Instant madeAt, List<Cluster> clusters) {
        backlog.add(new Line.CampaignsInForce(snapshot, madeAt, clusters));
    }

    @Override
    public void taken(Reported outcome, Instant takenAt) {
        backlog.add(Line.Became.of(outcome, takenAt));
    }

    @Override
    public void labelled(Standing label) {
        backlog.add(new Line.Labelled(label));
    }

    /// Writes what waits, within 2 s. What comes later is lost.
    @Override
    public void close() {
        archive.end();
        LockSupport.unpark(archiving);
        writer.end();
        LockSupport.unpark(writing);
        try {
            if (!writing.join(TIME_TO_END)) {
                log.warn("The disk of the decision log is slow: {} lines wait", backlog.size());
            }
            archiving.join(TIME_TO_END); // one block of a file; killed later it does no harm
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
