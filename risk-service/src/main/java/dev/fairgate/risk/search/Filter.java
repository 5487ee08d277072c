package dev.fairgate.risk.search;

import dev.fairgate.risk.log.Prefix;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.log.Wanted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What decisions must have in common to be found.
///
/// @param parameters by their names in the query, checked
/// @param texts of the fields that lines must have
/// @param prefix network of their addresses
record Filter(SortedMap<String, String> parameters, List<String> texts, Optional<Prefix> prefix) {

    private static final int DIGEST_BYTES = 4;

    Filter {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        texts = List.copyOf(texts);
    }

    Wanted in(TimeRange range) {
        return Wanted.decisions(range, texts, prefix);
    }

    /// Tells a cursor of this search from one of another: 8 hex digits.
    String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(parameters.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
