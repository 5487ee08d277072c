package dev.fairgate.risk.list;

/// What changing the lists comes to.
///
/// @param <T> what is told of a change that was made
sealed interface Write<T> {

    /// It is on every node within a second.
    record Done<T>(T result) implements Write<T> {}

    /// There is no such item.
    record Missing<T>() implements Write<T> {}

    /// There is no room for one more.
    record Full<T>() implements Write<T> {}

    /// Others were faster, again and again; nothing has changed.
    record Contended<T>() implements Write<T> {}

    /// The store that all nodes share does not answer; nothing has changed.
    record Away<T>() implements Write<T> {}
}
