package dev.fairgate.proof.history;

/// One thing that a client asked, all its tries together, and what came of it.
///
/// @param id unique in the history
/// @param begin when the first try was sent, in nanoseconds since the history began
/// @param end when the answer was there, or when the client gave up
public record Operation(
        int id, String account, Request request, long begin, long end, Answer answer) {

    public Operation {
        if (end < begin) {
            throw new IllegalArgumentException(
                    "an answer comes after the question, not " + end + " < " + begin);
        }
    }
}
