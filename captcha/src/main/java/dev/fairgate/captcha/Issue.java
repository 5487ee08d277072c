package dev.fairgate.captcha;

import java.time.Duration;

/// What came of asking for a challenge.
public sealed interface Issue {

    /// A challenge; its record is in the store.
    record Issued(Challenge challenge) implements Issue {}

    /// This account had its wrong answers for this sale; none is issued before `retryAfter`.
    record TooManyWrong(Duration retryAfter) implements Issue {}

    /// Nothing to offer: the challenge to replace is unknown, expired, spent or somebody else's,
    /// or a picture was asked for where none can be drawn.
    record Unavailable() implements Issue {}
}
