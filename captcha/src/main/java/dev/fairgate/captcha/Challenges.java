package dev.fairgate.captcha;

import dev.fairgate.captcha.image.Drawing;
import dev.fairgate.captcha.image.KaptchaDrawing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Issues challenges, verifies responses and spends each challenge by its first use, right or
/// wrong. A response that comes from another account or for another sale spends nothing.
///
/// Wrong answers are counted once they are judged, so responses of one account that are verified
/// in parallel may pass the limit together; callers let one request per account and sale in at a
/// time. Nothing blocks; an error of the store is passed on as an error signal.
public final class Challenges {

    private static final int ID_BYTES = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final ChallengeStore store;
    private final Questions questions;
    private final Supplier<ChallengeSettings> settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Scheduler workers;
    private final Optional<Drawing> drawing;

    /// Draws one picture, to see whether this host can: up to a second.
    ///
    /// @param key secret, at least 32 bytes, the same on all nodes of a store
    /// @param settings asked for at each use, so that they may change meanwhile; what was issued
    ///     before keeps what it was issued with
    /// @param random a `SecureRandom` in production; ids and proofs are only as secret as it is
    /// @param drawing bounded scheduler for drawing pictures and for [#answer]
    public Challenges(
            ChallengeStore store,
            byte[] key,
            Supplier<ChallengeSettings> settings,
            InstantSource clock,
            RandomGenerator random,
            Scheduler drawing) {
        this(
                store,
                key,
                settings,
                clock,
                random,
                drawing,
                KaptchaDrawing.ifFontsAreUsable(settings.get().pictureLength()));
    }

    Challenges(
            ChallengeStore store,
            byte[] key,
            Supplier<ChallengeSettings> settings,
            InstantSource clock,
            RandomGenerator random,
            Scheduler workers,
            Optional<Drawing> drawing) {
        this.store = store;
        this.questions = new Questions(key, settings, random);
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
        this.drawing = drawing;
    }

    /// Whether this host can draw; if not, a picture is neither issued nor offered.
    public boolean picturesAvailable() {
        return drawing.isPresent();
    }

    /// A new challenge with the default difficulty; see [#issue(Binding, ChallengeKind, long)].
    public Mono<Issue> issue(Binding binding, ChallengeKind kind) {
        return issue(binding, kind, settings.get().proofMaxNumber());
    }

    /// A new challenge, recorded before it is handed out; a proof of work where a picture was asked
    /// for and none can be drawn. Never [Issue.Unavailable].
    ///
    /// @param proofMaxNumber difficulty, 1 to [ChallengeSettings#PROOF_LIMIT]; of the alternative
    ///     when the challenge is a picture
    public Mono<Issue> issue(Binding binding, ChallengeKind kind, long proofMaxNumber) {
        ChallengeSettings.requireWithin(
                "proofMaxNumber", proofMaxNumber, 1, ChallengeSettings.PROOF_LIMIT);
        ChallengeKind possible = picturesAvailable() ? kind : ChallengeKind.PROOF_OF_WORK;
        return unlessExhausted(
                binding,
                Issue.TooManyWrong::new,
                () -> issueNew(binding, possible, proofMaxNumber));
    }

    /// Reads a response, unless there were too many wrong ones, and spends the challenge.
    public Mono<Verification> verify(Binding binding, String id, String response) {
        return unlessExhausted(
                binding,
                Verification.TooManyWrong::new,
                () ->
                        takeOwn(binding, id)
                                .flatMap(issued -> judge(id, issued, response))
                                .defaultIfEmpty(new Verification.NotCounted()));
    }

    /// A new challenge in place of one that was issued to the same account for the same sale; the
    /// old one is void. Wrong answers and difficulty stay as they are.
    public Mono<Issue> alternative(Binding binding, String id, ChallengeKind kind) {
        if (kind == ChallengeKind.IMAGE && !picturesAvailable()) {
            return Mono.just(new Issue.Unavailable());
        }
        return unlessExhausted(
                binding,
                Issue.TooManyWrong::new,
                () ->
                        takeOwn(binding, id)
                                .flatMap(old -> issueNew(binding, kind, old.proofMaxNumber()))
                                .defaultIfEmpty(new Issue.Unavailable()));
    }

    /// The picture of a challenge as PNG, the same at each fetch; empty when there is no such
    /// challenge (any more), when it has no picture, and after the last fetch that is allowed.
    public Mono<byte[]> picture(String id) {
        return findLive(id)
                .filter(issued -> issued.kind() == ChallengeKind.IMAGE)
                .flatMap(
                        issued ->
                                store.countFetch(id, timeLeft(issued))
                                        .filter(
                                                count ->
                                                        count <= settings.get().maxPictureFetches())
                                        .flatMap(allowed -> drawnOnce(id, issued)));
    }

    /// What a person would answer, for demonstrations only: whoever may call this needs no person.
    /// Empty when there is no such challenge.
    public Mono<String> answer(String id) {
        return findLive(id)
                .flatMap(
                        issued ->
                                Mono.fromCallable(() -> questions.rightResponse(id, issued))
                                        .subscribeOn(workers));
    }

    private <T> Mono<T> unlessExhausted(
            Binding binding, Function<Duration, T> refusal, Supplier<Mono<T>> action) {
        return store.wrongAnswers(binding)
                .flatMap(
                        wrong ->
                                isExhausted(wrong)
                                        ? Mono.just(refusal.apply(retryAfter(wrong)))
                                        : action.get());
    }

    private Mono<Issue> issueNew(Binding binding, ChallengeKind kind, long maxNumber) {
        String id = newId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IssuedChallenge issued =
                switch (kind) {
                    case PROOF_OF_WORK -> questions.newProof(id, binding, maxNumber, now);
                    case IMAGE -> questions.newPicture(binding, maxNumber, now);
                };
        return store.put(id, issued, Duration.between(now, issued.expiresAt()))
                .thenReturn(new Issue.Issued(asSent(id, issued)));
    }

    private Challenge asSent(String id, IssuedChallenge issued) {
        return new Challenge(
                id,
                issued.kind(),
                issued.expiresAt(),
                questions.parameters(id, issued),
                alternativesTo(issued.kind()));
    }

    private List<ChallengeKind> alternativesTo(ChallengeKind kind) {
        return switch (kind) {
            case PROOF_OF_WORK -> picturesAvailable() ? List.of(ChallengeKind.IMAGE) : List.of();
            case IMAGE -> List.of(ChallengeKind.PROOF_OF_WORK);
        };
    }

    private Mono<IssuedChallenge> findLive(String id) {
        // An id of another shape was never issued: it costs no trip and is no key.
        return ID.matcher(id).matches()
                ? store.find(id).filter(issued -> clock.instant().isBefore(issued.expiresAt()))
                : Mono.empty();
    }

    /// Looks before it takes, so that nobody spends or voids what was issued to somebody else.
    private Mono<IssuedChallenge> takeOwn(Binding binding, String id) {
        return findLive(id)
                .filter(issued -> issued.binding().equals(binding))
                .flatMap(own -> store.take(id));
    }

    private Mono<Verification> judge(String id, IssuedChallenge issued, String response) {
        if (questions.isRight(id, issued, response)) {
            Duration took = Duration.between(issued.issuedAt(), clock.instant());
            // Another node's clock may have issued it a moment ahead of this one's.
            return Mono.just(new Verification.Right(took.isNegative() ? Duration.ZERO : took));
        }
        return store.countWrong(issued.binding(), settings.get().wrongWindow())
                .map(
                        wrong ->
                                isExhausted(wrong)
                                        ? new Verification.TooManyWrong(retryAfter(wrong))
                                        : new Verification.Wrong(wrong.count()));
    }

    private boolean isExhausted(WrongAnswers wrong) {
        return wrong.count() >= settings.get().maxWrong();
    }

    private Duration retryAfter(WrongAnswers wrong) {
        Duration left = wrong.windowLeft();
        Duration longest = settings.get().wrongWindow();
        return left.compareTo(longest) > 0 ? longest : left;
    }

    private Mono<byte[]> drawnOnce(String id, IssuedChallenge issued) {
        Mono<byte[]> drawn =
                Mono.justOrEmpty(drawing)
                        .publishOn(workers)
                        .map(able -> able.png(questions.pictureText(id, issued)))
                        .flatMap(png -> store.putPicture(id, png, timeLeft(issued)))
                        // Not the one drawn here: another node may have been first.
                        .then(Mono.defer(() -> store.picture(id)));
        return store.picture(id).switchIfEmpty(drawn);
    }

    private Duration timeLeft(IssuedChallenge issued) {
        Duration left = Duration.between(clock.instant(), issued.expiresAt());
        // It may lapse between two looks at the clock; stores take no lifetime under 1 ms.
        return left.toMillis() > 0 ? left : Duration.ofMillis(1);
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
