package dev.fairgate.captcha;

import java.time.Duration;

/// Hears what becomes of challenges, on the thread that does it; of one challenge at most one of
/// these. It must not wait for anything. That a challenge was issued is known to whoever asked.
public interface ChallengeListener {

    /// Hears nothing.
    ChallengeListener NONE = new ChallengeListener() {};

    /// The right answer came.
    ///
    /// @param solveTime from issue to verification; never negative
    default void solved(IssuedChallenge challenge, Duration solveTime) {}

    /// A wrong answer came; the challenge is spent.
    default void failed(IssuedChallenge challenge) {}

    /// Another one was issued in its place.
    default void replaced(IssuedChallenge challenge, Challenge next) {}
}
