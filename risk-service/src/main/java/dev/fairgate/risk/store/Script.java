package dev.fairgate.risk.store;

import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A Lua script for the risk store, read once; the file's head says what it does. Every key that
/// it writes has a time to live.
///
/// @param digest by which a server knows it again
public record Script(String text, String digest) {

    /// Reads a resource of the class path.
    ///
    /// @param path such as `/risk-store/swap.lua`
    public static Script load(String path) {
        try (InputStream stream = Script.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + path);
            }
            byte[] bytes = stream.readAllBytes();
            return new Script(new String(bytes, StandardCharsets.UTF_8), Base16.digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
