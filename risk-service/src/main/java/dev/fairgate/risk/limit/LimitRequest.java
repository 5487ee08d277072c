package dev.fairgate.risk.limit;

/// One token of one bucket, please.
public record LimitRequest(LimitKey key, Limit limit) {

    /// Where the bucket lives. The entity stands in the hash tag, so that all that is ever known
    /// of it lives in one slot.
    String storeKey() {
        return "lim:{" + key.entity().wireName() + ":" + key.id() + "}:" + limit.keyPart();
    }
}
