package dev.fairgate.risk.preview;

import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.preview.Side.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what two policies come to about the same decisions. For one thread; tallies of several
/// are added up.
@SuppressWarnings("EnumOrdinal") // places in arrays that no process keeps
final class Tally {

    /// Steps of the curve; it has one point more.
    static final int STEPS = 50;

    private static final int WAYS = Disposition.values().length;

    private final int[][] pairs = new int[WAYS][WAYS];
    private final int[][] slices = new int[Slice.values().length][Part.values().length];
    private final int[] people = new int[Part.values().length];
    private final int[] bots = new int[Part.values().length];
    private final Curve everybody = new Curve();
    private final Curve ofPeople = new Curve();
    private final Curve ofBots = new Curve();
    private int decisions;
    private int unsure;
    private int maybe;
    private int surely;
    private int challengedIfEmpty;
    private int blockedIfEmpty;
    private int replayDiffers;
    private int otherVersions;

    /// What is counted of a part of those who ask.
    enum Part {
        DECISIONS,
        FLIPS,
        CHALLENGED_BEFORE,
        CHALLENGED_AFTER,
        BLOCKED_BEFORE,
        BLOCKED_AFTER,
        LET_THROUGH_BEFORE,
        LET_THROUGH_AFTER
    }

    /// How many are stopped from which threshold on.
    static final class Curve {
        private int anyway;
        private final int[] from = new int[STEPS + 1];

        private void add(boolean without, boolean with, double score) {
            if (without) {
                anyway++;
            } else if (with) {
                int step = Math.clamp((int) (score * STEPS), 0, STEPS);
                while (step < STEPS && threshold(step + 1) <= score) {
                    step++;
                }
                while (step > 0 && threshold(step) > score) {
                    step--;
                }
                from[step]++;
            }
        }

        private void add(Curve other) {
            anyway += other.anyway;
            for (int i = 0; i < from.length; i++) {
                from[i] += other.from[i];
            }
        }

        /// With the threshold of a step.
        int at(int step) {
            int sum = anyway;
            for (int i = step; i < from.length; i++) {
                sum += from[i];
            }
            return sum;
        }

        static double threshold(int step) {
            return (double) step / STEPS;
        }
    }

    /// Counts one decision.
    ///
    /// @param bot whether somebody said that it was one; null where nobody did
    /// @param sameVersion whether the log has what the policy in force decided
    void add(
            Logged decision,
            Result before,
            Result after,
            @Nullable Boolean bot,
            boolean sameVersion) {
        decisions++;
        pairs[before.disposition().ordinal()][after.disposition().ordinal()]++;
        band(before, after);
        otherVersions += sameVersion ? 0 : 1;
        boolean differs = before.disposition() != decision.said().disposition();
        replayDiffers += sameVersion && before.isSure() && differs ? 1 : 0;
        for (Slice slice : Slice.values()) {
            if ((decision.slices() & slice.bit()) != 0) {
                count(slices[slice.ordinal()], before.disposition(), after.disposition());
            }
        }
        curve(everybody, after, Disposition.CHALLENGE);
        if (bot != null) {
            count(bot ? bots : people, before.disposition(), after.disposition());
            curve(bot ? ofBots : ofPeople, after, bot ? null : Disposition.CHALLENGE);
        }
    }

    private static void curve(Curve curve, Result after, @Nullable Disposition way) {
        curve.add(
                way == null ? after.unscored() != Disposition.PROCEED : after.unscored() == way,
                way == null ? after.challenged() != Disposition.PROCEED : after.challenged() == way,
                after.score());
    }

    private void band(Result before, Result after) {
        boolean flips = before.disposition() != after.disposition();
        boolean flipsIfEmpty = before.ifEmpty() != after.ifEmpty();
        boolean isSure =
                before.isSure()
                        && after.isSure()
                        && before.disposition() == before.ifEmpty()
                        && after.disposition() == after.ifEmpty();
        unsure += isSure ? 0 : 1;
        boolean known = before.isSure() && after.isSure();
        maybe += flips || flipsIfEmpty || !known ? 1 : 0;
        surely += flips && flipsIfEmpty && known ? 1 : 0;
        challengedIfEmpty += after.ifEmpty() == Disposition.CHALLENGE ? 1 : 0;
        blockedIfEmpty += after.ifEmpty() == Disposition.BLOCK ? 1 : 0;
    }

    private static void count(int[] parts, Disposition before, Disposition after) {
        parts[Part.DECISIONS.ordinal()]++;
        parts[Part.FLIPS.ordinal()] += before == after ? 0 : 1;
        parts[Part.CHALLENGED_BEFORE.ordinal()] += before == Disposition.CHALLENGE ? 1 : 0;
        parts[Part.CHALLENGED_AFTER.ordinal()] += after == Disposition.CHALLENGE ? 1 : 0;
        parts[Part.BLOCKED_BEFORE.ordinal()] += before == Disposition.BLOCK ? 1 : 0;
        parts[Part.BLOCKED_AFTER.ordinal()] += after == Disposition.BLOCK ? 1 : 0;
        parts[Part.LET_THROUGH_BEFORE.ordinal()] += before == Disposition.PROCEED ? 1 : 0;
        parts[Part.LET_THROUGH_AFTER.ordinal()] += after == Disposition.PROCEED ? 1 : 0;
    }

    /// Adds what another thread counted.
    Tally plus(Tally other) {
        for (int i = 0; i < WAYS; i++) {
            add(pairs[i], other.pairs[i]);
        }
        for (int i = 0; i < slices.length; i++) {
            add(slices[i], other.slices[i]);
        }
        add(people, other.people);
        add(bots, other.bots);
        everybody.add(other.everybody);
        ofPeople.add(other.ofPeople);
        ofBots.add(other.ofBots);
        decisions += other.decisions;
        unsure += other.unsure;
        maybe += other.maybe;
        surely += other.surely;
        challengedIfEmpty += other.challengedIfEmpty;
        blockedIfEmpty += other.blockedIfEmpty;
        replayDiffers += other.replayDiffers;
        otherVersions += other.otherVersions;
        return this;
    }

    private static void add(int[] to, int[] some) {
        for (int i = 0; i < to.length; i++) {
            to[i] += some[i];
        }
    }

    int decisions() {
        return decisions;
    }

    /// How many have this fate now and that one then, by the two as `allow>challenge`, without
    /// those that stay.
    Map<String, Integer> flips() {
        Map<String, Integer> flips = new LinkedHashMap<>();
        for (Disposition before : Disposition.values()) {
            for (Disposition after : Disposition.values()) {
                int count = pairs[before.ordinal()][after.ordinal()];
                if (before != after && count > 0) {
                    flips.put(nameOf(before) + ">" + nameOf(after), count);
                }
            }
        }
        return flips;
    }

    private static String nameOf(Disposition disposition) {
        return disposition == Disposition.PROCEED ? "allow" : disposition.wireName();
    }

    int flipped() {
        return flips().values().stream().mapToInt(it -> it).sum();
    }

    /// Flips that hang on nothing that is not known.
    int surelyFlipped() {
        return surely;
    }

    /// Flips, and what may be one.
    int maybeFlipped() {
        return maybe;
    }

    /// Decisions that hang on what is not known.
    int unsure() {
        return unsure;
    }

    int replayDiffers() {
        return replayDiffers;
    }

    /// Decisions of the log that another version of the policy made.
    int otherVersions() {
        return otherVersions;
    }

    /// How many have a fate under the other policy, with buckets that were full or else empty.
    int after(Disposition disposition, boolean full) {
        if (!full) {
            return disposition == Disposition.CHALLENGE ? challengedIfEmpty : blockedIfEmpty;
        }
        int sum = 0;
        for (int[] before : pairs) {
            sum += before[disposition.ordinal()];
        }
        return sum;
    }

    int of(Slice slice, Part part) {
        return slices[slice.ordinal()][part.ordinal()];
    }

    int ofPeople(Part part) {
        return people[part.ordinal()];
    }

    int ofBots(Part part) {
        return bots[part.ordinal()];
    }

    Curve challenged() {
        return everybody;
    }

    Curve peopleChallenged() {
        return ofPeople;
    }

    Curve botsCaught() {
        return ofBots;
    }
}
