package dev.fairgate.risk.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One step of a trip to the store: a look at one key, and a change of it that happens only if the
/// key is still what the caller believes it to be: its value begins as expected.
public final class Swap {

    private static final byte[] NONE = {};
    private static final long READ = 0;
    private static final long DELETE_IF_EQUAL = -1;
    private static final long DELETE = -2;

    private final String key;
    private final byte[] expected;
    private final byte[] value;
    private final long what;

    private Swap(String key, byte[] expected, byte[] value, long what) {
        this.key = key;
        this.expected = expected;
        this.value = value;
        this.what = what;
    }

    /// Looks only.
    public static Swap read(String key) {
        return new Swap(key, NONE, NONE, READ);
    }

    /// Writes if the key's value begins with `expected`, or if it has none and `expected` is null.
    public static Swap write(String key, byte @Nullable [] expected, byte[] value, Duration ttl) {
        if (value.length == 0 || ttl.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "a value is not empty and lives for a while: " + key);
        }
        return new Swap(key, expected == null ? NONE : expected, value, ttl.toMillis());
    }

    /// Deletes if the key's value begins with `expected`.
    public static Swap delete(String key, byte[] expected) {
        return new Swap(key, expected, NONE, DELETE_IF_EQUAL);
    }

    /// Deletes whatever is there.
    public static Swap delete(String key) {
        return new Swap(key, NONE, NONE, DELETE);
    }

    /// Where; what stands in braces decides where on a cluster.
    String key() {
        return key;
    }

    /// How the value begins that makes the change happen; empty for none.
    byte[] expected() {
        return expected;
    }

    /// The new value.
    byte[] value() {
        return value;
    }

    /// The time to live in ms of what is written, or one of the constants.
    long what() {
        return what;
    }
}
