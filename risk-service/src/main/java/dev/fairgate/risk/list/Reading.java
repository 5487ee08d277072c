package dev.fairgate.risk.list;

/// What reading a text comes to: what it means, or why it means nothing.
///
/// @param <T> what was to be read
sealed interface Reading<T> permits Prefix, Target, Reading.Fault {

    /// It is none.
    ///
    /// @param rule what it breaks, to be put after a field's name
    record Fault<T>(String rule) implements Reading<T> {}
}
