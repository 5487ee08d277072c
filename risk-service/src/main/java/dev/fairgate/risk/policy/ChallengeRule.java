package dev.fairgate.risk.policy;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.ChallengeSettings;
import java.time.Duration;
import java.util.List;

/// What is asked of a buyer who must show to be a person.
///
/// @param ladder what is asked for by score: rising, and from 0 a proof of work
/// @param lifetime how long there is to answer
/// @param maxWrong wrong answers per account and sale before the account has to wait
/// @param pictureLength the characters of a picture
public record ChallengeRule(
        List<ChallengeStep> ladder, Duration lifetime, int maxWrong, int pictureLength) {

    /// Checks the order.
    public ChallengeRule {
        ladder = List.copyOf(ladder);
        if (!rises(ladder)) {
            throw new IllegalArgumentException("a ladder rises from a proof of work at score 0");
        }
    }

    /// Whether the steps begin with a proof of work for everybody and rise from there, in score
    /// and difficulty.
    static boolean rises(List<ChallengeStep> ladder) {
        boolean rises =
                !ladder.isEmpty()
                        && ladder.getFirst().fromScore() == 0
                        && ladder.getFirst().kind() == ChallengeKind.PROOF_OF_WORK;
        for (int i = 1; i < ladder.size(); i++) {
            ChallengeStep below = ladder.get(i - 1);
            ChallengeStep step = ladder.get(i);
            rises &= step.fromScore() > below.fromScore();
            rises &= step.proofMaxNumber() >= below.proofMaxNumber();
        }
        return rises;
    }

    /// What is asked for at a score: the last step that it reaches.
    public ChallengeStep step(double score) {
        ChallengeStep reached = ladder.getFirst();
        for (ChallengeStep step : ladder) {
            if (score >= step.fromScore()) {
                reached = step;
            }
        }
        return reached;
    }

    /// The same as settings of the library; the rest is its default.
    public ChallengeSettings settings() {
        ChallengeSettings defaults = ChallengeSettings.defaults();
        return new ChallengeSettings(
                lifetime,
                maxWrong,
                defaults.wrongWindow(),
                ladder.getFirst().proofMaxNumber(),
                pictureLength,
                defaults.maxPictureFetches());
    }
}
