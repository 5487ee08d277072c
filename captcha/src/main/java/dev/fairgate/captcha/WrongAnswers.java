package dev.fairgate.captcha;

import java.time.Duration;

/// The wrong answers of one account in one sale.
///
/// @param count wrong answers since the window began; 0 when there is none
/// @param windowLeft time until they are forgotten; zero when there is none
public record WrongAnswers(int count, Duration windowLeft) {

    /// No wrong answer.
    public static final WrongAnswers NONE = new WrongAnswers(0, Duration.ZERO);

    public WrongAnswers {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, was " + count);
        }
        if (windowLeft.isNegative()) {
            throw new IllegalArgumentException(
                    "windowLeft must not be negative, was " + windowLeft);
        }
    }
}
