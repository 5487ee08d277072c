package dev.fairgate.risk.model;

import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.scoring.ModelFile.Reading;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads models that somebody answers for: signed by a trusted key, or the very file that comes
/// with this release.
final class FileTrust {

    private final List<PublicKey> keys;
    private final byte[] boxed;

    /// @param boxed the file that comes with this release, empty for none
    FileTrust(List<PublicKey> keys, byte[] boxed) {
        this.keys = List.copyOf(keys);
        this.boxed = boxed.clone();
    }

    /// The model of a file, for decisions as they are made now.
    Reading read(byte[] file) {
        if (boxed.length > 0 && Arrays.equals(boxed, file)) {
            return ModelFile.read(file).forDecisions();
        }
        return ModelFile.readSigned(file, keys).forDecisions();
    }

    /// The file that comes with this release.
    Optional<byte[]> boxed() {
        return boxed.length == 0 ? Optional.empty() : Optional.of(boxed.clone());
    }
}
