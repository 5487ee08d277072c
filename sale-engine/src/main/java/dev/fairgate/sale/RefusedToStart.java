package dev.fairgate.sale;

/// The engine cannot start as it is set up. The message is one sentence for the person who starts
/// it: what is missing or wrong, and which setting mends it.
public final class RefusedToStart extends RuntimeException {

    /// A refusal in one sentence.
    ///
    /// @param sentence what is wrong and what to set
    public RefusedToStart(String sentence) {
        super(sentence);
    }
}
