package dev.fairgate.risk.limit;

/// Who a limit counts for: an entity and its id.
///
/// @param id from a strict allow-list (an account, a device, canonical network text), so that it
///     may stand in a store key as it is
public record LimitKey(LimitEntity entity, String id) {

    /// Checks what would break a store key apart.
    public LimitKey {
        if (id.isEmpty() || id.length() > 64 || id.indexOf('{') >= 0 || id.indexOf('}') >= 0) {
            throw new IllegalArgumentException("not an id for a limit");
        }
    }

    /// Entity and id as one text, such as `ipv4-24:192.0.2.0/24`.
    public String text() {
        return entity.wireName() + ":" + id;
    }

    /// Where bucket and profile live. The entity stands in the hash tag, so that all that is ever
    /// known of it lives in one slot.
    String storeKey() {
        return "who:{" + text() + "}";
    }
}
