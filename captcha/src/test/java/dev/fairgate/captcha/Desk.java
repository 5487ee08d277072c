package dev.fairgate.captcha;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fairgate.captcha.image.Drawing;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Challenges over a store in memory, with a clock that tests move and a drawing that writes the
/// text down.
final class Desk {

    static final Binding ANNA = new Binding("anna", "shoe");
    static final byte[] KEY = "the key of the tests, 32 bytes..".getBytes(US_ASCII);
    static final ChallengeSettings SETTINGS =
            new ChallengeSettings(Duration.ofMinutes(2), 5, Duration.ofMinutes(10), 500, 6, 3);

    final MovableClock clock = new MovableClock();
    final AtomicInteger drawn = new AtomicInteger();
    volatile @Nullable String drawnOn;
    final Scheduler workers = Schedulers.newBoundedElastic(4, 100, "drawing", 5, true);
    final ChallengeStore store;
    final Challenges challenges;

    Desk() {
        this(new InMemoryChallengeStore(new MovableClock()));
    }

    /// The store's own clock stands still, so that expiry is what the challenges make of it.
    Desk(ChallengeStore store) {
        this.store = store;
        this.challenges = over(KEY, Optional.of(this::write));
    }

    Challenges withoutFonts() {
        return over(KEY, Optional.empty());
    }

    Challenges withKey(byte[] key) {
        return over(key, Optional.of(this::write));
    }

    Challenge issue(ChallengeKind kind) {
        return issue(ANNA, kind);
    }

    Challenge issue(Binding binding, ChallengeKind kind) {
        return issued(challenges.issue(binding, kind));
    }

    String answer(Challenge challenge) {
        return await(challenges.answer(challenge.id()));
    }

    Verification verify(Challenge challenge, String response) {
        return verify(ANNA, challenge, response);
    }

    Verification verify(Binding binding, Challenge challenge, String response) {
        return await(challenges.verify(binding, challenge.id(), response));
    }

    /// One wrong answer to a challenge of its own.
    Verification failOnce(Binding binding) {
        return verify(binding, issue(binding, ChallengeKind.PROOF_OF_WORK), "wrong");
    }

    static Challenge issued(Mono<Issue> issue) {
        return ((Issue.Issued) await(issue)).challenge();
    }

    static <T> T await(Mono<T> mono) {
        return mono.blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    static boolean isEmpty(Mono<?> mono) {
        return !await(mono.hasElement());
    }

    /// The text inside the base64 of a response.
    static String json(String response) {
        return new String(Base64.getDecoder().decode(response), US_ASCII);
    }

    static String base64(byte[] json) {
        return Base64.getEncoder().encodeToString(json);
    }

    private Challenges over(byte[] key, Optional<Drawing> drawing) {
        return new Challenges(store, key, () -> SETTINGS, clock, new Random(7), workers, drawing);
    }

    private byte[] write(String text) {
        drawnOn = Thread.currentThread().getName();
        return (drawn.incrementAndGet() + ":" + text).getBytes(US_ASCII);
    }
}
