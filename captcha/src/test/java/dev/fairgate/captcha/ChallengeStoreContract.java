package dev.fairgate.captcha;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// What every [ChallengeStore] does. Each test uses ids and accounts of its own, so one store may
/// serve all of them; whatever lapses is waited for, at most [#PATIENCE].
public abstract class ChallengeStoreContract {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String id = UUID.randomUUID().toString().substring(0, 22);
    private final Binding binding = new Binding(id, "sale-1");

    /// The store under test, the same one throughout a test.
    protected abstract ChallengeStore store();

    @Test
    void findsWhatWasPutAsOftenAsItIsAskedFor() {
        done(store().put(id, proof(), LONG));

        assertThat(await(store().find(id))).isEqualTo(proof());
        assertThat(await(store().find(id))).isEqualTo(proof());
    }

    @Test
    void keepsPicturesRecordsToo() {
        done(store().put(id, image(), LONG));

        assertThat(await(store().take(id))).isEqualTo(image());
    }

    @Test
    void findsAndTakesNothingUnderAnUnknownId() {
        done(store().put(id, proof(), LONG));

        assertThat(isEmpty(store().find("another-id"))).isTrue();
        assertThat(isEmpty(store().take("another-id"))).isTrue();
        assertThat(await(store().find(id))).isEqualTo(proof());
    }

    @Test
    void givesWhatIsTakenToOneCallerAndKeepsNothing() {
        done(store().put(id, proof(), LONG));

        assertThat(await(store().take(id))).isEqualTo(proof());
        assertThat(isEmpty(store().take(id))).isTrue();
        assertThat(isEmpty(store().find(id))).isTrue();
    }

    @Test
    void givesWhatIsTakenToOneOfFiftyParallelCallers() {
        for (int round = 0; round < 20; round++) {
            String contended = id + "-" + round;
            done(store().put(contended, proof(), LONG));

            assertThat(fiftyAtOnce(i -> store().take(contended))).containsExactly(proof());
        }
    }

    @Test
    void actsWhenSubscribedToAndNotBefore() {
        done(store().put(id, proof(), LONG));
        Mono<IssuedChallenge> take = store().take(id);

        assertThat(await(store().find(id))).isEqualTo(proof());
        assertThat(await(take)).isEqualTo(proof());
        assertThat(isEmpty(store().find(id))).isTrue();
    }

    @Test
    void forgetsARecordWhenItsTimeIsOver() {
        done(store().put(id, proof(), SHORT));

        awaitEmpty(store().find(id));
        assertThat(isEmpty(store().take(id))).isTrue();
    }

    @Test
    void countsFetchesFromOneForEachChallenge() {
        assertThat(await(store().countFetch(id, LONG))).isEqualTo(1);
        assertThat(await(store().countFetch(id, LONG))).isEqualTo(2);
        assertThat(await(store().countFetch(id, LONG))).isEqualTo(3);
        assertThat(await(store().countFetch(id + "-other", LONG))).isEqualTo(1);
    }

    @Test
    void countsEachOfFiftyParallelFetchesOnce() {
        assertThat(fiftyAtOnce(i -> store().countFetch(id, LONG))).doesNotHaveDuplicates();
        assertThat(await(store().countFetch(id, LONG))).isEqualTo(51);
    }

    @Test
    void keepsTheFirstPicture() {
        assertThat(isEmpty(store().picture(id))).isTrue();

        done(store().putPicture(id, bytes("first \r\n\u0000"), LONG));
        done(store().putPicture(id, bytes("second"), LONG));

        assertThat(await(store().picture(id))).isEqualTo(bytes("first \r\n\u0000"));
        assertThat(isEmpty(store().picture(id + "-other"))).isTrue();
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        done(store().putPicture(id, all, LONG));

        assertThat(await(store().picture(id))).isEqualTo(all);
    }

    @Test
    void forgetsAPictureWhenItsTimeIsOver() {
        done(store().putPicture(id, bytes("picture"), SHORT));

        awaitEmpty(store().picture(id));
    }

    @Test
    void hasNoWrongAnswersAtFirst() {
        assertThat(await(store().wrongAnswers(binding))).isEqualTo(WrongAnswers.NONE);
    }

    @Test
    void countsWrongAnswersPerAccountAndSale() {
        assertThat(await(store().countWrong(binding, LONG)).count()).isEqualTo(1);
        assertThat(await(store().countWrong(binding, LONG)).count()).isEqualTo(2);

        assertThat(await(store().wrongAnswers(binding)).count()).isEqualTo(2);
        assertThat(await(store().wrongAnswers(new Binding(id, "sale-2"))).count()).isZero();
        assertThat(await(store().wrongAnswers(new Binding("sale-1", id))).count()).isZero();
    }

    @Test
    void losesNoneOfFiftyParallelWrongAnswers() {
        assertThat(fiftyAtOnce(i -> store().countWrong(binding, LONG)).stream())
                .extracting(WrongAnswers::count)
                .doesNotHaveDuplicates();
        assertThat(await(store().wrongAnswers(binding)).count()).isEqualTo(50);
    }

    @Test
    void beginsTheWindowAtTheFirstWrongAnswerAndDoesNotMoveIt() {
        assertThat(await(store().countWrong(binding, LONG)).windowLeft())
                .isPositive()
                .isLessThanOrEqualTo(LONG);

        assertThat(await(store().countWrong(binding, LONG.multipliedBy(10))).windowLeft())
                .isPositive()
                .isLessThanOrEqualTo(LONG);
        assertThat(await(store().wrongAnswers(binding)).windowLeft())
                .isPositive()
                .isLessThanOrEqualTo(LONG);
    }

    @Test
    void forgetsWrongAnswersWhenTheWindowIsOver() {
        await(store().countWrong(binding, SHORT));

        awaitEmpty(store().wrongAnswers(binding).filter(wrong -> wrong.count() > 0));
        assertThat(await(store().countWrong(binding, LONG)).count()).isEqualTo(1);
    }

    private IssuedChallenge proof() {
        Instant issuedAt = Instant.parse("2026-11-22T16:00:00.123Z");
        return new IssuedChallenge(
                ChallengeKind.PROOF_OF_WORK,
                binding,
                100_000,
                6,
                issuedAt,
                issuedAt.plusSeconds(120),
                "0123456789abcdef".repeat(4));
    }

    private IssuedChallenge image() {
        IssuedChallenge proof = proof();
        return new IssuedChallenge(
                ChallengeKind.IMAGE,
                proof.binding(),
                proof.proofMaxNumber(),
                proof.pictureLength(),
                proof.issuedAt(),
                proof.expiresAt(),
                "");
    }

    private static <T> List<T> fiftyAtOnce(Function<Integer, Mono<T>> call) {
        return await(
                Flux.range(0, 50)
                        .flatMap(i -> call.apply(i).subscribeOn(Schedulers.boundedElastic()), 50)
                        .collectList());
    }

    private static <T> T await(Mono<T> mono) {
        return mono.blockOptional(PATIENCE).orElseThrow();
    }

    private static void done(Mono<Void> mono) {
        mono.block(PATIENCE);
    }

    private static boolean isEmpty(Mono<?> mono) {
        return !await(mono.hasElement());
    }

    private static void awaitEmpty(Mono<?> mono) {
        await(
                mono.hasElement()
                        .filter(present -> !present)
                        .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(10))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
