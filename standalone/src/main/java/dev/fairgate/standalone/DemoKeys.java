package dev.fairgate.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The secrets of a first run, made once and kept in the home folder. Both services are given all
/// of them; in production each gets its own from the operator.
final class DemoKeys {

    private static final int KEY_BYTES = 32;

    private DemoKeys() {}

    /// The keys of this home as settings of the services.
    static Map<String, String> of(Home home) {
        Properties stored = new Properties();
        if (Files.exists(home.keys())) {
            try (Reader reader = Files.newBufferedReader(home.keys())) {
                stored.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotStart(
                        home.keys() + " cannot be read: repair it, or start with --fresh.");
            }
        }
        Map<String, String> keys = new TreeMap<>();
        boolean complete = true;
        for (String name :
                new String[] {
                    "fairgate.tokens.demo-key",
                    "fairgate.keys.session",
                    "fairgate.keys.device",
                    "fairgate.keys.challenge",
                    "fairgate.keys.ticket"
                }) {
            String value = stored.getProperty(name);
            complete &= value != null;
            keys.put(name, value == null ? make(name) : value);
        }
        if (!complete) {
            StringBuilder text =
                    new StringBuilder("# Secrets of this first run; not for production\n");
            keys.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
            home.writeSecret(home.keys(), text.toString());
        }
        return keys;
    }

    private static String make(String name) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        return name.equals("fairgate.keys.ticket") ? "demo:" + text : text;
    }
}
