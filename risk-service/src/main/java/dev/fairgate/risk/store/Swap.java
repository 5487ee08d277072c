package dev.fairgate.risk.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a trip to the store: a look at one key, and most often a change of it that happens
/// only if the key is still what the caller believes it to be: its value begins as expected.
public final class Swap {

    private static final byte[] READ = bytes("read");
    private static final byte[] CREATE = bytes("create");
    private static final byte[] REPLACE = bytes("replace");
    private static final byte[] PUT = bytes("put");
    private static final byte[] PROLONG = bytes("prolong");
    private static final byte[] REMOVE = bytes("remove");
    private static final byte[] DELETE = bytes("delete");

    private final String key;
    private final List<byte[]> arguments;

    private Swap(String key, byte[]... arguments) {
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /// Looks only.
    public static Swap read(String key) {
        return new Swap(key, READ);
    }

    /// Writes if the key's value begins with `expected`, or if it has none and `expected` is null.
    public static Swap write(String key, byte @Nullable [] expected, byte[] value, Duration ttl) {
        return expected == null
                ? new Swap(key, CREATE, value, millis(ttl))
                : new Swap(key, REPLACE, expected, value, millis(ttl));
    }

    /// Writes over whatever is there.
    public static Swap put(String key, byte[] value, Duration ttl) {
        return new Swap(key, PUT, value, millis(ttl));
    }

    /// Lets what is there live for so long from now.
    public static Swap prolong(String key, Duration ttl) {
        return new Swap(key, PROLONG, millis(ttl));
    }

    /// Deletes if the key's value begins with `expected`.
    public static Swap delete(String key, byte[] expected) {
        return new Swap(key, REMOVE, expected);
    }

    /// Deletes whatever is there.
    public static Swap delete(String key) {
        return new Swap(key, DELETE);
    }

    /// Where; what stands in braces decides where on a cluster.
    String key() {
        return key;
    }

    /// What to do, as `swap.lua` reads it.
    List<byte[]> arguments() {
        return arguments;
    }

    private static byte[] millis(Duration ttl) {
        if (ttl.toMillis() < 1) {
            throw new IllegalArgumentException("a value lives for a while, not " + ttl);
        }
        return bytes(Long.toString(ttl.toMillis()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
