package dev.fairgate.risk.limit;

/// One token of one bucket, please.
///
/// @param version of the policy that has this limit: a bucket that was last used under an older one
///      takes over this limit first, with its tokens in proportion; under a newer one it stays as
/// it
///      is
public record LimitRequest(LimitKey key, Limit limit, long version) {

    /// Where the bucket lives. The entity stands in the hash tag, so that all that is ever known of
    /// it lives in one slot.
    String storeKey() {
        return "lim:{" + key.entity().wireName() + ":" + key.id() + "}";
    }
}
