package dev.fairgate.risk.preview;

import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.preview.Tally.Part;
import dev.fairgate.risk.tuning.Guard.Band;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a preview comes to.
///
/// @param version of the policy in force
/// @param from the first decision that was looked at; empty without one
/// @param to the last
/// @param skipped decisions of the window that could not be looked at
record Report(
        long version,
        Optional<Instant> from,
        Optional<Instant> to,
        Tally tally,
        long skipped,
        Gaps gaps) {

    /// Of so few decisions in a slice no share is told.
    private static final int ENOUGH = 100;

    /// Traffic is never quite the same: so much more or less of all decisions is no surprise.
    private static final double SLACK = 0.02;

    /// Nor is so much of the share itself.
    private static final double RELATIVE_SLACK = 0.25;

    /// The share of decisions that would change.
    double flipShare() {
        return share(tally.flipped());
    }

    /// The same where nothing that is not known helps.
    double leastFlipShare() {
        return share(tally.surelyFlipped());
    }

    /// The same where all that is not known changes.
    double mostFlipShare() {
        return share(tally.maybeFlipped());
    }

    private double share(int count) {
        return tally.decisions() == 0 ? 0 : (double) count / tally.decisions();
    }

    /// What is to be expected of live traffic.
    Band band() {
        Expected challenged = expected(Disposition.CHALLENGE);
        Expected blocked = expected(Disposition.BLOCK);
        return new Band(challenged.least(), challenged.most(), blocked.least(), blocked.most());
    }

    private record Expected(double least, double most) {}

    /// Every decision that is not sure may go either way; then the error of a sample, and slack.
    private Expected expected(Disposition way) {
        int decisions = tally.decisions();
        int full = tally.after(way, true);
        int empty = tally.after(way, false);
        Share low = new Share(Math.max(0, Math.min(full, empty) - tally.unsure()), decisions);
        Share high =
                new Share(Math.min(decisions, Math.max(full, empty) + tally.unsure()), decisions);
        return new Expected(
                Math.max(0, low.low() * (1 - RELATIVE_SLACK) - SLACK),
                Math.min(1, high.high() * (1 + RELATIVE_SLACK) + SLACK));
    }

    /// The whole in a sentence.
    String summary() {
        String all =
                String.format(
                        Locale.ROOT,
                        "%,d of the last %,d decisions would change",
                        tally.flipped(),
                        tally.decisions());
        return worst().map(slice -> all + "; " + words(slice)).orElse(all);
    }

    private String words(Slice slice) {
        return String.format(
                Locale.ROOT, "%s: %+.1f %% challenged", slice.words(), 100 * moreChallenged(slice));
    }

    /// The slice with the most new challenges.
    private Optional<Slice> worst() {
        return Stream.of(Slice.values())
                .filter(slice -> tally.of(slice, Part.DECISIONS) >= ENOUGH)
                .filter(slice -> Math.abs(moreChallenged(slice)) >= 0.0005)
                .max(Comparator.comparingDouble(this::moreChallenged));
    }

    private double moreChallenged(Slice slice) {
        int more = tally.of(slice, Part.CHALLENGED_AFTER) - tally.of(slice, Part.CHALLENGED_BEFORE);
        return (double) more / tally.of(slice, Part.DECISIONS);
    }
}
