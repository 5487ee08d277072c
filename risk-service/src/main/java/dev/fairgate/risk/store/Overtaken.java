package dev.fairgate.risk.store;

/// Other nodes changed the same key first, again and again: the store is too busy with it.
public final class Overtaken extends RuntimeException {

    /// @param key the key that would not stand still
    public Overtaken(String key) {
        super("overtaken too often: " + key, null, false, false);
    }
}
