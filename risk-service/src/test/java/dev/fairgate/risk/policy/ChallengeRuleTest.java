package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairgate.captcha.ChallengeKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChallengeRuleTest {

    private static final ChallengeStep FIRST =
            new ChallengeStep(0, ChallengeKind.PROOF_OF_WORK, 1_000);
    private static final ChallengeStep HARDER =
            new ChallengeStep(0.5, ChallengeKind.PROOF_OF_WORK, 4_000);
    private static final ChallengeStep PICTURE = new ChallengeStep(0.9, ChallengeKind.IMAGE, 4_000);

    @Test
    void asksForTheLastStepThatTheScoreReaches() {
        ChallengeRule rule = rule(FIRST, HARDER, PICTURE);

        assertThat(rule.step(0)).isEqualTo(FIRST);
        assertThat(rule.step(0.49)).isEqualTo(FIRST);
        assertThat(rule.step(0.5)).isEqualTo(HARDER);
        assertThat(rule.step(1)).isEqualTo(PICTURE);
        assertThat(rule.settings().proofMaxNumber()).isEqualTo(1_000);
    }

    @Test
    void mustRiseFromAProofOfWorkForEverybody() {
        assertThatIllegalArgumentException().isThrownBy(ChallengeRuleTest::rule);
        assertThatIllegalArgumentException().isThrownBy(() -> rule(HARDER));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(FIRST, PICTURE, HARDER));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(FIRST, HARDER, HARDER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(new ChallengeStep(0, ChallengeKind.IMAGE, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                rule(
                                        FIRST,
                                        new ChallengeStep(0.5, ChallengeKind.PROOF_OF_WORK, 999)));
    }

    private static ChallengeRule rule(ChallengeStep... ladder) {
        return new ChallengeRule(List.of(ladder), Duration.ofMinutes(2), 5, 6);
    }
}
