package dev.fairgate.captcha;

import static dev.fairgate.captcha.ChallengeKind.IMAGE;
import static dev.fairgate.captcha.ChallengeKind.PROOF_OF_WORK;
import static dev.fairgate.captcha.Desk.ANNA;
import static dev.fairgate.captcha.Desk.await;
import static dev.fairgate.captcha.Desk.isEmpty;
import static dev.fairgate.captcha.Desk.issued;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class AlternativesTest {

    private static final Binding BERT = new Binding("bert", "shoe");

    private final Desk desk = new Desk();
    private final Challenges challenges = desk.challenges;

    @AfterEach
    void stop() {
        desk.workers.dispose();
    }

    @Test
    void takesThePlaceOfTheOldChallenge() {
        Challenge proof = desk.issue(PROOF_OF_WORK);
        String proofResponse = desk.answer(proof);

        Challenge picture = issued(challenges.alternative(ANNA, proof.id(), IMAGE));

        assertThat(picture.kind()).isEqualTo(IMAGE);
        assertThat(picture.id()).isNotEqualTo(proof.id());
        assertThat(desk.verify(proof, proofResponse)).isEqualTo(new Verification.NotCounted());
        assertThat(desk.verify(picture, desk.answer(picture)))
                .isInstanceOf(Verification.Right.class);
    }

    @Test
    void doesNotMakeTheProofEasierByADetour() {
        Challenge hard = issued(challenges.issue(ANNA, PROOF_OF_WORK, 9_999));
        Challenge picture = issued(challenges.alternative(ANNA, hard.id(), IMAGE));

        assertThat(issued(challenges.alternative(ANNA, picture.id(), PROOF_OF_WORK)).parameters())
                .containsEntry("maxnumber", 9_999L);
    }

    @Test
    void isNotToBeHadForAChallengeOfSomebodyElse() {
        Challenge proof = desk.issue(PROOF_OF_WORK);

        assertThat(await(challenges.alternative(BERT, proof.id(), IMAGE)))
                .isEqualTo(new Issue.Unavailable());
        assertThat(desk.verify(proof, desk.answer(proof))).isInstanceOf(Verification.Right.class);
    }

    @Test
    void isNotToBeHadForAnUnknownSpentOrExpiredChallenge() {
        Challenge spent = desk.issue(PROOF_OF_WORK);
        desk.verify(spent, "wrong");
        Challenge expired = desk.issue(PROOF_OF_WORK);
        desk.clock.pass(Duration.ofMinutes(2));

        for (String id : List.of(spent.id(), expired.id(), "8Qm3vXc0R2y7Jk5bT1nLpg", "")) {
            assertThat(await(challenges.alternative(ANNA, id, IMAGE)))
                    .isEqualTo(new Issue.Unavailable());
        }
    }

    @Test
    void isNoPictureWithoutFontsAndThenTheOldChallengeStands() {
        Challenges withoutFonts = desk.withoutFonts();
        Challenge proof = issued(withoutFonts.issue(ANNA, PROOF_OF_WORK));

        assertThat(withoutFonts.picturesAvailable()).isFalse();
        assertThat(proof.alternatives()).isEmpty();
        assertThat(await(withoutFonts.alternative(ANNA, proof.id(), IMAGE)))
                .isEqualTo(new Issue.Unavailable());
        assertThat(desk.verify(proof, desk.answer(proof))).isInstanceOf(Verification.Right.class);
    }

    @Test
    void givesAProofWhereAPictureIsAskedForWithoutFonts() {
        assertThat(issued(desk.withoutFonts().issue(ANNA, IMAGE)).kind()).isEqualTo(PROOF_OF_WORK);
        assertThat(challenges.picturesAvailable()).isTrue();
    }

    @Test
    void drawsThePictureOnceOnAThreadOfItsOwn() {
        Challenge picture = desk.issue(IMAGE);

        byte[] first = await(challenges.picture(picture.id()));
        byte[] second = await(challenges.picture(picture.id()));

        assertThat(new String(first, US_ASCII)).isEqualTo("1:" + desk.answer(picture));
        assertThat(second).isEqualTo(first);
        assertThat(desk.drawn).hasValue(1);
        assertThat(desk.drawnOn).startsWith("drawing");
    }

    @Test
    void servesOnePictureToParallelFetches() {
        for (int round = 0; round < 20; round++) {
            Challenge picture = desk.issue(IMAGE);

            List<String> served =
                    await(
                            Flux.range(0, 3)
                                    .flatMap(i -> challenges.picture(picture.id()))
                                    .map(png -> new String(png, US_ASCII))
                                    .collectList());

            assertThat(served).hasSize(3);
            assertThat(served.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void servesThePictureThreeTimes() {
        Challenge picture = desk.issue(IMAGE);
        for (int fetch = 1; fetch <= 3; fetch++) {
            assertThat(isEmpty(challenges.picture(picture.id()))).isFalse();
        }

        assertThat(isEmpty(challenges.picture(picture.id()))).isTrue();
        assertThat(desk.verify(picture, desk.answer(picture)))
                .isInstanceOf(Verification.Right.class);
    }

    @Test
    void servesNoPictureOfAProofOrOfASpentOrExpiredChallenge() {
        Challenge proof = desk.issue(PROOF_OF_WORK);
        Challenge spent = desk.issue(IMAGE);
        await(challenges.picture(spent.id()));
        desk.verify(spent, "wrong");
        Challenge expired = desk.issue(IMAGE);

        assertThat(isEmpty(challenges.picture(proof.id()))).isTrue();
        assertThat(isEmpty(challenges.picture(spent.id()))).isTrue();
        desk.clock.pass(Duration.ofMinutes(2));
        assertThat(isEmpty(challenges.picture(expired.id()))).isTrue();
    }

    @Test
    void servesNoPictureWhereNoneCanBeDrawn() {
        Challenge picture = desk.issue(IMAGE);

        assertThat(isEmpty(desk.withoutFonts().picture(picture.id()))).isTrue();
    }

    @Test
    void hasAnotherTextForEachPicture() {
        List<String> texts =
                await(Flux.range(0, 100).map(i -> desk.answer(desk.issue(IMAGE))).collectList());

        assertThat(texts).allMatch(text -> text.matches("[A-Z0-9]{6}")).doesNotHaveDuplicates();
    }
}
