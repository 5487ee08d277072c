package dev.fairgate.standalone;

import dev.fairgate.models.scoring.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

/// The pair of keys that models of a first run are signed with, made once: `./model publish` takes
/// the private one from the home folder, the risk service trusts the public one.
final class ModelKey {

    private ModelKey() {}

    /// Where the public key is.
    static Path of(Home home) {
        try {
            if (!Files.exists(home.modelKeyPublic())) {
                Files.deleteIfExists(home.modelKey()); // a start that was cut short
                KeyPair keys = Keys.generate();
                Keys.writePrivate(keys, home.modelKey());
                Keys.writePublic(keys.getPublic(), home.modelKeyPublic());
            }
            return home.modelKeyPublic();
        } catch (IOException e) {
            throw new CannotStart("The key for models cannot be written: " + e.getMessage());
        }
    }
}
