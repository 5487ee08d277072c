package dev.fairgate.risk.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The Lua scripts of the risk store, read once from `risk-store/*.lua`; each file's head says
/// what it does.
record Scripts(String increment, String counter, String swap) {

    static Scripts load() {
        return new Scripts(read("increment"), read("counter"), read("swap"));
    }

    private static String read(String name) {
        String path = "/risk-store/" + name + ".lua";
        try (InputStream stream = Scripts.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
