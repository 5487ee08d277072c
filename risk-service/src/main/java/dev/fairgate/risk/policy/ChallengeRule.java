package dev.fairgate.risk.policy;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.ChallengeSettings;
import java.time.Duration;

/// What is asked of a buyer who must show to be a person.
///
/// @param kind the kind that is asked for first; the buyer may choose another
/// @param lifetime how long there is to answer
/// @param maxWrong wrong answers per account and sale before the account has to wait
/// @param proofMaxNumber the difficulty of the proof of work
/// @param pictureLength the characters of a picture
public record ChallengeRule(
        ChallengeKind kind,
        Duration lifetime,
        int maxWrong,
        long proofMaxNumber,
        int pictureLength) {

    /// The same as settings of the library; the rest is its default.
    public ChallengeSettings settings() {
        ChallengeSettings defaults = ChallengeSettings.defaults();
        return new ChallengeSettings(
                lifetime,
                maxWrong,
                defaults.wrongWindow(),
                proofMaxNumber,
                pictureLength,
                defaults.maxPictureFetches());
    }
}
