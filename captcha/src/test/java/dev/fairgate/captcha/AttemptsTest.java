package dev.fairgate.captcha;

import static dev.fairgate.captcha.ChallengeKind.IMAGE;
import static dev.fairgate.captcha.ChallengeKind.PROOF_OF_WORK;
import static dev.fairgate.captcha.Desk.ANNA;
import static dev.fairgate.captcha.Desk.await;
import static dev.fairgate.captcha.Desk.issued;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// Here the store's clock moves too: wrong answers are forgotten by the store.
    private final MovableClock storeClock = new MovableClock();

    private final Desk desk = new Desk(new InMemoryChallengeStore(storeClock));
    private final Challenges challenges = desk.challenges;

    @AfterEach
    void stop() {
        desk.workers.dispose();
    }

    @Test
    void refusesWithTheFifthWrongAnswer() {
        for (int wrong = 1; wrong <= 4; wrong++) {
            assertThat(desk.failOnce(ANNA)).isEqualTo(new Verification.Wrong(wrong));
        }
        storeClock.pass(Duration.ofMinutes(1));

        assertThat(desk.failOnce(ANNA))
                .isEqualTo(new Verification.TooManyWrong(Duration.ofMinutes(9)));
    }

    @Test
    void issuesNothingAndReadsNothingWhileExhausted() {
        Challenge open = desk.issue(PROOF_OF_WORK);
        String response = desk.answer(open);
        exhaust();

        assertThat(await(challenges.issue(ANNA, IMAGE))).isEqualTo(new Issue.TooManyWrong(WINDOW));
        assertThat(await(challenges.alternative(ANNA, open.id(), IMAGE)))
                .isEqualTo(new Issue.TooManyWrong(WINDOW));
        assertThat(desk.verify(open, response)).isEqualTo(new Verification.TooManyWrong(WINDOW));
        assertThat(desk.verify(open, "wrong")).isEqualTo(new Verification.TooManyWrong(WINDOW));
        assertThat(await(desk.store.wrongAnswers(ANNA)).count()).isEqualTo(5);
        assertThat(await(desk.store.find(open.id())).binding()).isEqualTo(ANNA);
    }

    @Test
    void readsAgainWhenTheWindowIsOver() {
        exhaust();
        storeClock.pass(WINDOW);

        Challenge challenge = desk.issue(PROOF_OF_WORK);

        assertThat(desk.verify(challenge, "wrong")).isEqualTo(new Verification.Wrong(1));
    }

    @Test
    void countsEachAccountAndSaleAlone() {
        exhaust();

        assertThat(desk.failOnce(new Binding("bert", "shoe"))).isEqualTo(new Verification.Wrong(1));
        assertThat(desk.failOnce(new Binding("anna", "boot"))).isEqualTo(new Verification.Wrong(1));
    }

    @Test
    void keepsTheCountAfterARightAnswer() {
        desk.failOnce(ANNA);
        Challenge challenge = desk.issue(PROOF_OF_WORK);
        desk.verify(challenge, desk.answer(challenge));

        assertThat(desk.failOnce(ANNA)).isEqualTo(new Verification.Wrong(2));
    }

    @Test
    void carriesTheCountOverToTheAlternative() {
        for (int wrong = 1; wrong <= 4; wrong++) {
            desk.failOnce(ANNA);
        }
        Challenge picture =
                issued(challenges.alternative(ANNA, desk.issue(PROOF_OF_WORK).id(), IMAGE));

        assertThat(desk.verify(picture, "wrong")).isEqualTo(new Verification.TooManyWrong(WINDOW));
    }

    @Test
    void neverAsksToWaitLongerThanTheWindow() {
        for (int wrong = 1; wrong <= 5; wrong++) {
            await(desk.store.countWrong(ANNA, Duration.ofDays(30)));
        }

        assertThat(await(challenges.issue(ANNA, IMAGE))).isEqualTo(new Issue.TooManyWrong(WINDOW));
    }

    private void exhaust() {
        for (int wrong = 1; wrong <= 5; wrong++) {
            desk.failOnce(ANNA);
        }
    }
}
