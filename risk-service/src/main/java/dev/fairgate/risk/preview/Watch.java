package dev.fairgate.risk.preview;

import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.preview.Incumbent.State;
import dev.fairgate.risk.rounds.Rounds;
import dev.fairgate.risk.tuning.Guard.Band;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether what happens under a policy is what its preview led to expect, and takes the
/// policy back where it is not: where the share of challenges or of blocks among at least 300
/// decisions of this node is, beyond the error of such a sample, out of the band. For a quarter of
/// an hour after this node made the first decision under it: what changes later is the traffic, not
/// the policy.
final class Watch implements DecisionListener, Rounds {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    static final int ENOUGH = 300;
    static final Duration LOOKS = Duration.ofMinutes(15);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Incumbent incumbent;
    private final InstantSource clock;
    private final Counter reverted;
    private volatile Counts counts;
    private long settled = Long.MIN_VALUE;

    /// @param reverted counts policies that this node took back
    Watch(Incumbent incumbent, InstantSource clock, Counter reverted) {
        this.incumbent = incumbent;
        this.clock = clock;
        this.reverted = reverted;
        this.counts = new Counts(Long.MIN_VALUE, Instant.MIN);
    }

    /// Decisions of one version.
    private static final class Counts {
        private final long version;
        private final Instant since;
        private final LongAdder all = new LongAdder();
        private final LongAdder challenged = new LongAdder();
        private final LongAdder blocked = new LongAdder();

        Counts(long version, Instant since) {
            this.version = version;
            this.since = since;
        }
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        decided(decision.policyVersion(), decision.disposition());
    }

    void decided(long version, Disposition disposition) {
        Counts now = counts;
        if (version > now.version) {
            now = begin(version);
        }
        if (version == now.version) {
            now.all.increment();
            if (disposition == Disposition.CHALLENGE) {
                now.challenged.increment();
            } else if (disposition == Disposition.BLOCK) {
                now.blocked.increment();
            }
        }
    }

    private synchronized Counts begin(long version) {
        if (version > counts.version) {
            counts = new Counts(version, clock.instant());
        }
        return counts;
    }

    @Override
    public void round() throws InterruptedException {
        Counts now = counts;
        State state = incumbent.current();
        boolean isWatched =
                now.version == state.policy().version()
                        && now.version != settled
                        && clock.instant().isBefore(now.since.plus(LOOKS));
        if (isWatched && state.band().isPresent()) {
            Optional<String> reason = surprise(now, state.band().get());
            if (reason.isPresent()) {
                revert(now.version, reason.get());
            }
        }
    }

    @Override
    public void end() {}

    /// What is out of the band.
    private static Optional<String> surprise(Counts counts, Band band) {
        long all = counts.all.sum();
        if (all < ENOUGH) {
            return Optional.empty();
        }
        Share challenged = new Share(Math.min(all, counts.challenged.sum()), all);
        Share blocked = new Share(Math.min(all, counts.blocked.sum()), all);
        return out("challenged", challenged, band.leastChallenged(), band.mostChallenged())
                .or(() -> out("blocked", blocked, band.leastBlocked(), band.mostBlocked()));
    }

    private static Optional<String> out(String what, Share share, double least, double most) {
        if (share.high() >= least && share.low() <= most) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %d decisions were %s, and %.1f to %.1f %% were foreseen",
                        100 * share.value(),
                        share.total(),
                        what,
                        100 * least,
                        100 * most));
    }

    private void revert(long version, String reason) throws InterruptedException {
        try {
            boolean isMine =
                    incumbent
                            .revert(version, reason)
                            .defaultIfEmpty(false)
                            .toFuture()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            settled = version;
            if (isMine) {
                reverted.increment();
                log.warn("Policy {} is taken back: {}", version, reason);
            }
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Policy {} should be taken back and cannot be yet: {}", version, reason);
        }
    }
}
