package dev.fairgate.risk.log;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/// The key that addresses get their pseudonyms under for some time.
///
/// @param id tells it from all other keys of all nodes; says nothing about it
/// @param since when its epoch began
/// @param secret 32 random bytes
record EpochKey(String id, Instant since, SecretKey secret) {

    /// Of a secret.
    static final int BYTES = 32;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");

    EpochKey {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the id of an epoch is 12 hex digits, not " + id);
        }
    }

    /// Whether its epoch began less than so long ago. A clock that was set back, by less than that,
    /// makes no key old.
    boolean isYoungerThan(Duration age, Instant now) {
        return Duration.between(since, now).abs().compareTo(age) < 0;
    }
}
