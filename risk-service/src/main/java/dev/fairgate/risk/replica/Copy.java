package dev.fairgate.risk.replica;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A state as it is kept in one place.
///
/// @param id of this state alone, hexadecimal: of two with one sequence, as a store that was lost
///     may bring about, the one with the greater id wins everywhere; empty for sequence 0
record Copy(long sequence, String id, String body) {

    /// The largest body, in UTF-8.
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final Pattern HEAD = Pattern.compile("(\\d{1,15}) ([0-9a-f]{0,32})");

    /// Checks the bounds.
    Copy {
        if (sequence < 0 || !HEAD.matcher(sequence + " " + id).matches()) {
            throw new IllegalArgumentException("a state has a sequence and an id: " + sequence);
        }
        if (!fits(body)) {
            throw new IllegalArgumentException("a body has at most " + MOST_BYTES + " bytes");
        }
    }

    /// What a node begins with.
    static Copy first(String body) {
        return new Copy(0, "", body);
    }

    /// The state that comes after this one.
    Copy next(String nextId, String nextBody) {
        return new Copy(sequence + 1, nextId, nextBody);
    }

    boolean isNewerThan(Copy other) {
        return isNewerThan(other.sequence, other.id);
    }

    boolean isNewerThan(long otherSequence, String otherId) {
        return sequence == otherSequence ? id.compareTo(otherId) > 0 : sequence > otherSequence;
    }

    Replica.State state() {
        return new Replica.State(sequence, body);
    }

    /// As text: sequence and id, and in the next lines the body.
    String text() {
        return sequence + " " + id + "\n" + body;
    }

    /// Reads [#text()]; empty for anything else.
    static Optional<Copy> parse(String text) {
        int end = text.indexOf('\n');
        Matcher head = HEAD.matcher(end < 0 ? "" : text.substring(0, end));
        if (!head.matches() || !fits(text.substring(end + 1))) {
            return Optional.empty();
        }
        return Optional.of(
                new Copy(Long.parseLong(head.group(1)), head.group(2), text.substring(end + 1)));
    }

    private static boolean fits(String body) {
        return body.length() <= MOST_BYTES
                && body.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
