package dev.fairgate.risk.export;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A node that has a log.
///
/// @param id of its log
/// @param url where other nodes reach it, without a path
/// @param seen when it last said so
public record Node(String id, URI url, Instant seen) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{12}) (\\S{1,200}) (\\d{1,15})");

    /// Refuses what is no base of addresses.
    public Node {
        if (!isBase(url)) {
            throw new IllegalArgumentException("url must be like http://10.0.0.7:8081, not " + url);
        }
    }

    /// Reads what [#line()] gave; empty for anything else.
    static Optional<Node> parse(String line) {
        Matcher parts = LINE.matcher(line);
        try {
            return parts.matches()
                    ? Optional.of(
                            new Node(
                                    parts.group(1),
                                    new URI(parts.group(2)),
                                    Instant.ofEpochSecond(Long.parseLong(parts.group(3)))))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String line() {
        return id + " " + url + " " + seen.getEpochSecond();
    }

    private static boolean isBase(URI url) {
        String scheme = url.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath() == null || url.getRawPath().isEmpty());
    }
}
