package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.Sight;
import java.util.Optional;

/// A request, as one of its entities sees it: a token of the entity's bucket, and a look at the
/// request for its profile; at least one of both.
///
/// @param limit of the bucket, where there is one
/// @param version of the policy that has this limit: a bucket that was last used under an older one
///      takes over this limit first, with its tokens in proportion; under a newer one it stays as
/// it
///      is
/// @param sight what the profile learns, where one is kept
public record LimitRequest(
        LimitKey key, Optional<Limit> limit, long version, Optional<Sight> sight) {

    /// Checks that there is something to ask.
    public LimitRequest {
        if (limit.isEmpty() && sight.isEmpty()) {
            throw new IllegalArgumentException("neither a limit nor anything to see");
        }
        if (sight.isPresent() && key.entity().kind() == null) {
            throw new IllegalArgumentException("no profile is kept of " + key.entity());
        }
    }

    /// A token alone.
    public LimitRequest(LimitKey key, Limit limit, long version) {
        this(key, Optional.of(limit), version, Optional.empty());
    }

    String storeKey() {
        return key.storeKey();
    }
}
