package dev.fairgate.models.replay;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Sight;
import java.util.LinkedHashMap;
import java.util.Map;

/// Stands for the risk store: keeps a profile as long as the store would, and no longer.
final class ProfileMemory {

    /// Profiles at a time, of about 450 bytes each; the ones not seen for longest make room.
    static final int MOST = 1_000_000;

    private static final int SIGHTS_BETWEEN_SWEEPS = 1 << 16;

    private final int most;
    private final Map<Key, Profile> profiles = new LinkedHashMap<>(1 << 10, 0.75f, true);
    private long sights;
    private long forgotten;

    ProfileMemory(int most) {
        this.most = most;
    }

    private record Key(EntityKind kind, String id) {}

    /// What is known of an entity once it has seen one more request, which is none older than all
    /// before.
    Profile see(EntityKind kind, String id, Sight sight) {
        Key key = new Key(kind, id);
        Profile known = profiles.get(key);
        Profile next =
                (known == null || isOver(known, sight.at()) ? Profile.unseen(kind) : known)
                        .after(sight);
        profiles.put(key, next);
        if (++sights % SIGHTS_BETWEEN_SWEEPS == 0) {
            profiles.values().removeIf(profile -> isOver(profile, sight.at()));
        }
        if (profiles.size() > most) {
            makeRoom(sight.at());
        }
        return next;
    }

    /// How many had to make room before their time.
    long forgotten() {
        return forgotten;
    }

    private void makeRoom(long now) {
        var oldest = profiles.entrySet().iterator();
        forgotten += isOver(oldest.next().getValue(), now) ? 0 : 1;
        oldest.remove();
    }

    private static boolean isOver(Profile profile, long now) {
        return now - profile.lastAt() > profile.life().toMillis();
    }
}
