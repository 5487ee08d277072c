package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Answer;

/// One wish to buy, with one idempotency key, over all its tries.
final class Intention {

    /// A ticket lives 2 s here; what was sent with it before does nothing any more after this.
    private static final long TICKET_IS_DEAD_NANOS = 3_000_000_000L;

    private static final int NOT_ALONE = -1;

    private final String key;
    private final int quantity;
    private long uncertainUntil;
    private int open;
    private int overlaps;
    private boolean waiting;

    Intention(String key, int quantity) {
        this.key = key;
        this.quantity = quantity;
    }

    String key() {
        return key;
    }

    int quantity() {
        return quantity;
    }

    /// Notes whether somebody waits to ask again, and says whether somebody did before.
    boolean waits(boolean now) {
        boolean before = waiting;
        waiting = now;
        return before;
    }

    /// A question is asked.
    ///
    /// @return what to hand back with its answer
    int begin() {
        if (open++ > 0) {
            overlaps++;
            return NOT_ALONE;
        }
        return overlaps;
    }

    /// A try had no answer: it may still be carried out for a while.
    void silence(long now) {
        uncertainUntil = now + TICKET_IS_DEAD_NANOS;
    }

    /// What the answer to a question is worth. A refusal says nothing about an earlier try that may
    /// still come, nor about a double click that was under way at the same time.
    ///
    /// @param begun what [#begin()] returned
    Answer end(int begun, Answer answer, long now) {
        boolean alone = --open == 0 && overlaps == begun;
        return answer instanceof Answer.Refused && (now < uncertainUntil || !alone)
                ? new Answer.Unknown()
                : answer;
    }
}
