package dev.fairgate.risk.search;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.Spelling;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/// Which members of a cluster somebody wants, those that asked last first.
///
/// @param after the last one that is known
/// @param nodeOnly whether only this node's log is wanted, as other nodes ask for it
record ClusterQuery(Optional<After> after, int limit, boolean nodeOnly) {

    static final int MOST = 500;

    private static final int USUAL = 100;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})\\.([a-z0-9_-]{1,64})");

    /// A member's place: when its last decision was, to the millisecond, then its name.
    record After(Instant at, String accountId) {

        String text() {
            return at.toEpochMilli() + "." + accountId;
        }

        static After parse(String text) {
            Matcher parts = CURSOR.matcher(text);
            if (!parts.matches() || !Spelling.isId(parts.group(2))) {
                throw new InvalidRequest("cursor: must be a `next` of this call");
            }
            return new After(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
        }

        boolean isBefore(After other) {
            int order = other.at.compareTo(at);
            return order < 0 || (order == 0 && accountId.compareTo(other.accountId) < 0);
        }
    }

    /// Reads the parameters; every fault is an [InvalidRequest].
    static ClusterQuery of(MultiValueMap<String, String> all) {
        Parameters parameters = new Parameters(all).allowOnly(Set.of("cursor", "limit", "scope"));
        return new ClusterQuery(
                parameters.one("cursor").map(After::parse),
                parameters.limit(USUAL, MOST),
                parameters.nodeOnly());
    }
}
