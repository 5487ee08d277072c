package dev.fairgate.captcha;

import java.time.Duration;

/// What came of a response.
public sealed interface Verification {

    /// The right answer, and the only one there will be for this challenge.
    ///
    /// @param solveTime from issue to verification; never negative
    record Right(Duration solveTime) implements Verification {}

    /// A wrong answer; the challenge is spent.
    ///
    /// @param wrongSoFar wrong answers in this window, this one included
    record Wrong(int wrongSoFar) implements Verification {}

    /// The last wrong answer that was allowed, or a response that was not read because there had
    /// been too many; nothing is read before `retryAfter`.
    record TooManyWrong(Duration retryAfter) implements Verification {}

    /// Nothing was spent or counted: the challenge is unknown, expired, void, spent already, or it
    /// was issued for another account or sale.
    record NotCounted() implements Verification {}
}
