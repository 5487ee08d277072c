package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;

/// What passes between the values of the risk store and the memory that outlasts it.
record Recollection(NetworkMemory networks) {

    /// The same bucket; where the store knows nothing of a network, with what was learned of it.
    StoredBucket recall(LimitKey key, StoredBucket bucket) {
        EntityKind kind = key.entity().kind();
        if (bucket.profile() != null || kind == null || !key.entity().isNetworkOfMany()) {
            return bucket;
        }
        return networks.recall(key)
                .map(learned -> bucket.with(Profile.unseen(kind, learned)))
                .orElse(bucket);
    }

    /// Passes on what was learned from one value to the next.
    void note(LimitKey key, StoredBucket before, StoredBucket after) {
        Profile profile = after.profile();
        if (profile != null
                && key.entity().isNetworkOfMany()
                && profile.hasLearnedSince(before.profile())) {
            profile.learned().ifPresent(learned -> networks.learned(key, learned));
        }
    }
}
