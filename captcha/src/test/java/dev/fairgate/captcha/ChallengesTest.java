package dev.fairgate.captcha;

import static dev.fairgate.captcha.ChallengeKind.IMAGE;
import static dev.fairgate.captcha.ChallengeKind.PROOF_OF_WORK;
import static dev.fairgate.captcha.Desk.ANNA;
import static dev.fairgate.captcha.Desk.await;
import static dev.fairgate.captcha.Desk.isEmpty;
import static dev.fairgate.captcha.Desk.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ChallengesTest {

    private static final Binding BERT = new Binding("bert", "shoe");
    private static final Binding ANNA_ELSEWHERE = new Binding("anna", "boot");

    private final Desk desk = new Desk();
    private final Challenges challenges = desk.challenges;

    @AfterEach
    void stop() {
        desk.workers.dispose();
    }

    @Test
    void issuesAProofOfWorkForTwoMinutes() {
        Challenge challenge = desk.issue(PROOF_OF_WORK);

        assertThat(challenge.id()).matches("[A-Za-z0-9_-]{22}");
        assertThat(challenge.kind()).isEqualTo(PROOF_OF_WORK);
        assertThat(challenge.expiresAt()).isEqualTo(desk.clock.instant().plusSeconds(120));
        assertThat(challenge.parameters())
                .containsOnlyKeys("algorithm", "challenge", "maxnumber", "salt", "signature")
                .containsEntry("maxnumber", 500L);
        assertThat(challenge.alternatives()).containsExactly(IMAGE);
    }

    @Test
    void issuesAPictureByItsAddress() {
        Challenge challenge = desk.issue(IMAGE);

        assertThat(challenge.parameters())
                .isEqualTo(
                        Map.of(
                                "url",
                                "/api/v1/challenges/" + challenge.id() + "/image",
                                "length",
                                6));
        assertThat(challenge.alternatives()).containsExactly(PROOF_OF_WORK);
    }

    @Test
    void issuesTheDifficultyThatIsAskedFor() {
        assertThat(issued(challenges.issue(ANNA, PROOF_OF_WORK, 77)).parameters())
                .containsEntry("maxnumber", 77L);
        assertThatThrownBy(() -> challenges.issue(ANNA, PROOF_OF_WORK, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void issuesNoIdTwice() {
        List<String> ids =
                Flux.range(0, 500).map(i -> desk.issue(IMAGE).id()).collectList().block();

        assertThat(ids).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void handsNothingOutBeforeItIsRecorded() {
        Sinks.Empty<Void> written = Sinks.empty();
        Desk slow =
                new Desk(
                        new InMemoryChallengeStore(desk.clock) {
                            @Override
                            public Mono<Void> put(String id, IssuedChallenge issued, Duration ttl) {
                                return super.put(id, issued, ttl).then(written.asMono());
                            }
                        });

        CompletableFuture<@Nullable Issue> issue =
                slow.challenges.issue(ANNA, PROOF_OF_WORK).toFuture();
        assertThat(issue).isNotDone();
        written.tryEmitEmpty().orThrow();
        assertThat(issue).isCompletedWithValueMatching(Issue.Issued.class::isInstance);
        slow.workers.dispose();
    }

    @Test
    void tellsOnceWhatBecameOfAChallenge() {
        Challenge solved = desk.issue(PROOF_OF_WORK);
        String response = desk.answer(solved);
        desk.clock.pass(Duration.ofMillis(700));
        desk.verify(solved, response);
        desk.verify(solved, response);
        desk.failOnce(ANNA);
        Challenge old = desk.issue(PROOF_OF_WORK);
        challenges.alternative(ANNA, old.id(), IMAGE).block();
        desk.verify(old, "void");
        desk.verify(ANNA_ELSEWHERE, desk.issue(IMAGE), "not hers");

        assertThat(desk.heard)
                .containsExactly(
                        "solved PROOF_OF_WORK in 700",
                        "failed PROOF_OF_WORK",
                        "replaced PROOF_OF_WORK by IMAGE");
    }

    @ParameterizedTest
    @EnumSource
    void isRightOnceWithTheTimeItTook(ChallengeKind kind) {
        Challenge challenge = desk.issue(kind);
        String response = desk.answer(challenge);
        desk.clock.pass(Duration.ofMillis(4210));

        assertThat(desk.verify(challenge, response))
                .isEqualTo(new Verification.Right(Duration.ofMillis(4210)));
        assertThat(desk.verify(challenge, response)).isEqualTo(new Verification.NotCounted());
        assertThat(await(desk.store.wrongAnswers(ANNA)).count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isRightForOneOfFiftyParallelResponses(ChallengeKind kind) {
        for (int round = 0; round < 20; round++) {
            Challenge challenge = desk.issue(kind);
            String response = desk.answer(challenge);

            List<Verification> all =
                    await(
                            Flux.range(0, 50)
                                    .flatMap(
                                            i ->
                                                    challenges
                                                            .verify(ANNA, challenge.id(), response)
                                                            .subscribeOn(
                                                                    Schedulers.boundedElastic()),
                                            50)
                                    .collectList());

            assertThat(all).hasSize(50).filteredOn(Verification.Right.class::isInstance).hasSize(1);
            assertThat(all).filteredOn(Verification.NotCounted.class::isInstance).hasSize(49);
        }
    }

    @Test
    void neverTellsANegativeTime() {
        Challenge challenge = desk.issue(PROOF_OF_WORK);
        String response = desk.answer(challenge);
        desk.clock.pass(Duration.ofSeconds(-1));

        assertThat(desk.verify(challenge, response))
                .isEqualTo(new Verification.Right(Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource
    void spendsTheChallengeWithAWrongAnswer(ChallengeKind kind) {
        Challenge challenge = desk.issue(kind);
        String response = desk.answer(challenge);

        assertThat(desk.verify(challenge, "wrong")).isEqualTo(new Verification.Wrong(1));
        assertThat(desk.verify(challenge, response)).isEqualTo(new Verification.NotCounted());
    }

    @ParameterizedTest
    @EnumSource
    void isNotSpentFromAnotherAccountOrSale(ChallengeKind kind) {
        Challenge challenge = desk.issue(kind);
        String response = desk.answer(challenge);

        for (Binding other : List.of(BERT, ANNA_ELSEWHERE)) {
            assertThat(desk.verify(other, challenge, response))
                    .isEqualTo(new Verification.NotCounted());
            assertThat(desk.verify(other, challenge, "wrong"))
                    .isEqualTo(new Verification.NotCounted());
            assertThat(await(desk.store.wrongAnswers(other)).count()).isZero();
        }
        assertThat(desk.verify(challenge, response)).isInstanceOf(Verification.Right.class);
    }

    @ParameterizedTest
    @EnumSource
    void lapsesAfterTwoMinutesWithoutBeingCounted(ChallengeKind kind) {
        Challenge late = desk.issue(kind);
        Challenge inTime = desk.issue(kind);
        String lateResponse = desk.answer(late);
        String response = desk.answer(inTime);

        desk.clock.pass(Duration.ofMinutes(2).minusMillis(1));
        assertThat(desk.verify(inTime, response)).isInstanceOf(Verification.Right.class);
        desk.clock.pass(Duration.ofMillis(1));
        assertThat(desk.verify(late, lateResponse)).isEqualTo(new Verification.NotCounted());
        assertThat(desk.verify(late, "wrong")).isEqualTo(new Verification.NotCounted());
        assertThat(isEmpty(challenges.answer(late.id()))).isTrue();
        assertThat(await(desk.store.wrongAnswers(ANNA)).count()).isZero();
    }

    @Test
    void doesNotCountAnIdThatWasNeverIssued() {
        for (String id : List.of("", "x", "8Qm3vXc0R2y7Jk5bT1nLpg", "e.abc", "a".repeat(100_000))) {
            assertThat(await(challenges.verify(ANNA, id, "x")))
                    .isEqualTo(new Verification.NotCounted());
            assertThat(isEmpty(challenges.answer(id))).isTrue();
            assertThat(isEmpty(challenges.picture(id))).isTrue();
        }
    }

    @Test
    void passesOnThatTheStoreIsAway() {
        Desk cut =
                new Desk(
                        new InMemoryChallengeStore(desk.clock) {
                            @Override
                            public Mono<IssuedChallenge> take(String id) {
                                return Mono.error(new IllegalStateException("away"));
                            }
                        });
        Challenge challenge = cut.issue(PROOF_OF_WORK);

        StepVerifier.create(cut.challenges.verify(ANNA, challenge.id(), cut.answer(challenge)))
                .verifyErrorMessage("away");
        cut.workers.dispose();
    }
}
