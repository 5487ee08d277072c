package dev.fairgate.models.training;

/// Says in one sentence, for the person at the command line, why no model can be made.
public final class CannotTrain extends Exception {

    /// What is said.
    ///
    /// @param sentence what is missing, and what to do
    public CannotTrain(String sentence) {
        super(sentence);
    }
}
