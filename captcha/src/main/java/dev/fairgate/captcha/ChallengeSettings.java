package dev.fairgate.captcha;

import java.time.Duration;

/// The limits of challenges.
///
/// @param lifetime how long a challenge may be answered; at most an hour. Default 120 s
/// @param maxWrong wrong answers per account and sale after which nothing is read any more until
///     the window ends; 1 to 100. Default 5
/// @param wrongWindow how long wrong answers are remembered, from the first on; at most a day.
///     Default 10 min
/// @param proofMaxNumber difficulty of the proof of work: the number to be found is drawn evenly
///     from 0 to this one, and each try is one SHA-256. Default 100 000, from a slow phone, whose
///     browser worker does about 50 000 tries a second: at worst 100 000 / 50 000 = 2 s (the
///     budget is 3 s), on average 50 000 / 50 000 = 1 s. 1 to [#PROOF_LIMIT]
/// @param pictureLength characters of a picture; 4 to 12. Default 6, with 16 possible characters:
///     five guesses hit with 5 / 16⁶, once in 3.4 million windows
/// @param maxPictureFetches how often the picture of one challenge is served; 1 to 10. Default 3
public record ChallengeSettings(
        Duration lifetime,
        int maxWrong,
        Duration wrongWindow,
        long proofMaxNumber,
        int pictureLength,
        int maxPictureFetches) {

    /// The hardest proof of work that may be asked: 200 s at 50 000 tries a second, far past what
    /// people wait for.
    public static final long PROOF_LIMIT = 10_000_000;

    public ChallengeSettings {
        requireWithin("lifetime", lifetime, Duration.ofHours(1));
        requireWithin("maxWrong", maxWrong, 1, 100);
        requireWithin("wrongWindow", wrongWindow, Duration.ofDays(1));
        requireWithin("proofMaxNumber", proofMaxNumber, 1, PROOF_LIMIT);
        requireWithin("pictureLength", pictureLength, 4, 12);
        requireWithin("maxPictureFetches", maxPictureFetches, 1, 10);
    }

    /// The defaults named above.
    public static ChallengeSettings defaults() {
        return new ChallengeSettings(
                Duration.ofMinutes(2), 5, Duration.ofMinutes(10), 100_000, 6, 3);
    }

    static void requireWithin(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ", was " + value);
        }
    }

    private static void requireWithin(String name, Duration value, Duration most) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " must be PT1S to " + most + ", was " + value);
        }
    }
}
