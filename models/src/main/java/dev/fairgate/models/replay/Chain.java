package dev.fairgate.models.replay;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.models.replay.Candidate.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The decisions about one entity, put in the order of their sequence. Several nodes' decisions
/// come nearly in the order of their times, so that one may have to wait for the one before it.
///
/// Each entity has its own order: the store takes the entities of one request one by one, so that
/// of two requests each may be first at one of them.
final class Chain {

    private final EntityKind kind;
    private final String epoch;
    private final SortedMap<Integer, Step> waiting = new TreeMap<>();
    private Profile profile;
    private @Nullable Incomparable broken;
    private @Nullable Incomparable spoiled;
    private int spoiledLife;
    private int life;

    /// @param epoch of the pseudonym that it goes by; empty for what is no address
    Chain(EntityKind kind, String epoch) {
        this.kind = kind;
        this.epoch = epoch;
        this.profile = Profile.unseen(kind);
    }

    private record Step(Candidate candidate, int turn, Sight sight) {}

    /// Takes a decision, and then all that have waited for it.
    void take(Candidate candidate, int turn) {
        Sight sight = candidate.logged().encounter().seenBy(kind);
        Step step = new Step(candidate, turn, sight);
        if (turn == 1) {
            begin(step);
        } else if (broken != null) {
            candidate.giveUp(kind, broken);
        } else if (turn == profile.sequence() + 1 && !isOver(sight)) {
            advance(step);
        } else if (turn > profile.sequence() || isOver(sight)) {
            await(step);
        } else {
            candidate.giveUp(kind, Incomparable.FORKED);
            spoil(Incomparable.FORKED);
        }
    }

    /// What waits has waited long enough.
    ///
    /// @param firstEpoch of the log
    /// @param gaps whether the log says that lines are missing
    void stopWaiting(String firstEpoch, boolean gaps) {
        Step kept = waiting.remove(profile.sequence() + 1);
        if (kept != null && profile.sequence() > 0) {
            advance(kept); // it did not begin anew: the store has kept it for longer
        } else if (profile.sequence() == 0) {
            breakOff(epoch.equals(firstEpoch) ? Incomparable.BEFORE : Incomparable.EPOCH);
        } else {
            breakOff(gaps ? Incomparable.GAP : Incomparable.MISSING);
        }
    }

    /// Nothing more can be known until it begins anew.
    void breakOff(Incomparable why) {
        broken = why;
        List<Step> given = new ArrayList<>(waiting.values());
        waiting.clear();
        given.forEach(step -> step.candidate().giveUp(kind, why));
    }

    /// The same, and what was computed since it began is not to be relied on either.
    void spoil(Incomparable why) {
        spoiled = why;
        spoiledLife = life;
        breakOff(why);
    }

    /// Why what was computed in one of its lives is not to be relied on; null if it is.
    @Nullable Incomparable spoiled(int inLife) {
        return inLife == spoiledLife ? spoiled : null;
    }

    /// How often it began.
    int life() {
        return life;
    }

    /// Forgotten by the store, or lost by it: from here on everything is known again.
    private void begin(Step step) {
        if (profile.sequence() > 0 && !isOver(step.sight())) {
            breakOff(Incomparable.MISSING);
        }
        broken = null;
        profile = Profile.unseen(kind);
        life++;
        advance(step);
    }

    private void advance(Step first) {
        for (Step step = first; step != null; step = next()) {
            boolean doubtful = profile.sequence() > 0 && isOver(step.sight());
            profile = profile.after(step.sight());
            step.candidate().know(kind, profile, new Link(this, life, doubtful));
        }
    }

    private @Nullable Step next() {
        Step step = waiting.get(profile.sequence() + 1);
        return step == null || isOver(step.sight()) ? null : waiting.remove(step.turn());
    }

    private void await(Step step) {
        Step other = waiting.putIfAbsent(step.turn(), step);
        if (other != null) {
            step.candidate().giveUp(kind, Incomparable.FORKED);
            spoil(Incomparable.FORKED);
        }
    }

    /// Whether the store may have forgotten it by then. It keeps for longer what has a bucket that
    /// fills slowly, and networks from which somebody paid.
    private boolean isOver(Sight sight) {
        return sight.at() - profile.lastAt() > profile.life().toMillis();
    }
}
