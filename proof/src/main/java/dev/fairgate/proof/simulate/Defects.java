package dev.fairgate.proof.simulate;

import java.util.function.UnaryOperator;

/// What is wrong with a simulated system on purpose, so that the checker can show what it sees.
///
/// @param library what becomes of the ledger's functions when they are loaded
/// @param answersBeforeCommit PostgreSQL answers COMMIT first and does it later, or never: what a
///     writer does that acknowledges too early
/// @param flagsStay an account that asked the risk service once is in flight for ever
public record Defects(
        UnaryOperator<String> library, boolean answersBeforeCommit, boolean flagsStay) {

    /// As it is.
    public static final Defects NONE = new Defects(UnaryOperator.identity(), false, false);

    /// The ledger's functions with a text of theirs replaced, which must be there exactly once.
    public static Defects inLedger(String text, String by) {
        return new Defects(source -> replaced(source, text, by), false, false);
    }

    /// A further replacement.
    public Defects and(String text, String by) {
        return new Defects(
                source -> replaced(library.apply(source), text, by),
                answersBeforeCommit,
                flagsStay);
    }

    private static String replaced(String source, String text, String by) {
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new IllegalArgumentException("is not there exactly once: " + text);
        }
        return source.substring(0, at) + by + source.substring(at + text.length());
    }
}
