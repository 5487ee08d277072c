package dev.fairgate.models.replay;

import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Known.Over;
import dev.fairgate.models.feature.Known.Purchases;
import dev.fairgate.models.feature.Known.Rush;
import dev.fairgate.models.feature.Profile;
import java.util.Map;

/// A purchase of a CSV with its features.
///
/// @param turns which request of each entity it was, counted from 1
record Replayed(
        Purchase purchase, Encounter encounter, Map<EntityKind, Integer> turns, FeatureRow row) {

    Replayed {
        turns = Map.copyOf(turns);
    }

    /// What profiles say, and nothing else.
    static Known known(Map<EntityKind, Profile> profiles, boolean ipv4) {
        return new Known(
                required(profiles, EntityKind.ACCOUNT),
                profiles.get(EntityKind.DEVICE),
                profiles.get(EntityKind.HANDS),
                required(profiles, EntityKind.ADDRESS),
                required(profiles, EntityKind.SITE),
                required(profiles, EntityKind.REGION),
                ipv4,
                Over.NONE,
                Purchases.NONE,
                Challenged.NONE,
                Campaign.NONE,
                Rush.NONE);
    }

    private static Profile required(Map<EntityKind, Profile> profiles, EntityKind kind) {
        return profiles.getOrDefault(kind, Profile.unseen(kind));
    }
}
