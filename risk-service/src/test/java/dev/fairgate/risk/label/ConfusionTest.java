package dev.fairgate.risk.label;

import static dev.fairgate.risk.label.Label.BOT;
import static dev.fairgate.risk.label.Label.HUMAN;
import static dev.fairgate.risk.policy.Verdict.ALLOW;
import static dev.fairgate.risk.policy.Verdict.BLOCK;
import static dev.fairgate.risk.policy.Verdict.CHALLENGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {

    private final Confusion confusion = new Confusion(100, 5);

    @Test
    void isNoNumberBeforeThereIsALabel() {
        confusion.decided("d", BLOCK);

        assertThat(confusion.precision(BLOCK)).isNaN();
        assertThat(confusion.recall(BLOCK)).isNaN();
        assertThat(confusion.falsePositiveRate(BLOCK)).isNaN();
    }

    @Test
    void countsAChallengeAsStoppedFromChallengeOnAndAsPassedFromBlockOn() {
        judge("a", BLOCK, BOT);
        judge("b", CHALLENGE, BOT);
        judge("c", CHALLENGE, HUMAN);
        judge("d", ALLOW, BOT);
        judge("e", ALLOW, HUMAN);

        assertThat(confusion.precision(CHALLENGE)).isEqualTo(2.0 / 3);
        assertThat(confusion.recall(CHALLENGE)).isEqualTo(2.0 / 3);
        assertThat(confusion.falsePositiveRate(CHALLENGE)).isEqualTo(1.0 / 2);
        assertThat(confusion.precision(BLOCK)).isEqualTo(1);
        assertThat(confusion.recall(BLOCK)).isEqualTo(1.0 / 3);
        assertThat(confusion.falsePositiveRate(BLOCK)).isZero();
    }

    @Test
    void takesTheLastWordAboutADecision() {
        judge("a", BLOCK, BOT);
        assertThat(confusion.labelled("a", HUMAN)).isTrue();

        assertThat(confusion.count(BLOCK, BOT)).isZero();
        assertThat(confusion.count(BLOCK, HUMAN)).isEqualTo(1);
    }

    @Test
    void forgetsTheEldestLabelPastItsWindow() {
        judge("a", BLOCK, BOT);
        for (String id : List.of("b", "c", "d", "e", "f")) {
            judge(id, ALLOW, HUMAN);
        }

        assertThat(confusion.count(BLOCK, BOT)).isZero();
        assertThat(confusion.count(ALLOW, HUMAN)).isEqualTo(5);
    }

    @Test
    void knowsNothingOfADecisionThatWasMadeElsewhereOrLongAgo() {
        confusion.decided("a", BLOCK);
        for (int i = 0; i < 100; i++) {
            confusion.decided("other-" + i, ALLOW);
        }

        assertThat(confusion.labelled("a", BOT)).isFalse();
        assertThat(confusion.labelled("elsewhere", BOT)).isFalse();
        assertThat(confusion.labelled("other-0", BOT)).isTrue();
    }

    private void judge(String id, Verdict verdict, Label label) {
        confusion.decided(id, verdict);
        confusion.labelled(id, label);
    }
}
