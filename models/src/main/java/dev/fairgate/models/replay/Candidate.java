package dev.fairgate.models.replay;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A decision that waits until the profiles of all behind it are known, or cannot be.
final class Candidate {

    private final Logged logged;
    private final Consumer<Candidate> whenSettled;
    private final Map<EntityKind, Chain> waitsFor = new EnumMap<>(EntityKind.class);
    private final Map<EntityKind, Profile> profiles = new EnumMap<>(EntityKind.class);
    private final List<Link> links = new ArrayList<>(6);
    private @Nullable Incomparable reason;

    /// @param whenSettled is told when it waits for nothing more
    Candidate(Logged logged, Consumer<Candidate> whenSettled) {
        this.logged = logged;
        this.whenSettled = whenSettled;
    }

    /// What a profile was taken from.
    ///
    /// @param life of the entity's profile, which may have begun anew since
    /// @param isDoubtful whether the profile may have begun anew, and its first line be missing
    record Link(Chain chain, int life, boolean isDoubtful) {}

    Logged logged() {
        return logged;
    }

    void waitFor(EntityKind kind, Chain chain) {
        waitsFor.put(kind, chain);
    }

    void know(EntityKind kind, Profile profile, Link link) {
        profiles.put(kind, profile);
        links.add(link);
        settle(kind);
    }

    void giveUp(EntityKind kind, Incomparable why) {
        giveUp(why);
        settle(kind);
    }

    void giveUp(Incomparable why) {
        if (reason == null) {
            reason = why;
        }
    }

    /// Null if there is none.
    @Nullable Incomparable reason() {
        return reason;
    }

    Map<EntityKind, Profile> profiles() {
        return profiles;
    }

    List<Link> links() {
        return links;
    }

    /// The ones that are not known yet.
    List<Chain> missing() {
        return List.copyOf(waitsFor.values());
    }

    private void settle(EntityKind kind) {
        waitsFor.remove(kind);
        if (waitsFor.isEmpty()) {
            whenSettled.accept(this);
        }
    }
}
