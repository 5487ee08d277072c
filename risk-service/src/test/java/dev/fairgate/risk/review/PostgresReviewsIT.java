package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.database.TestDatabase;
import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.review.ReviewItem.Claim;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.State;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import dev.fairgate.risk.review.ReviewStore.Change;
import dev.fairgate.risk.review.ReviewStore.Putting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table as two nodes use it, at times that the tests choose.
@SuppressWarnings("NullAway.Init") // all are there before any test
class PostgresReviewsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123456Z");
    private static final Instant UNTIL = NOW.plus(Reviews.CLAIM);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static TestDatabase database;
    private static Postgres one;
    private static Postgres two;

    private final PostgresReviews a = new PostgresReviews(one, 5);
    private final PostgresReviews b = new PostgresReviews(two, 5);

    @BeforeAll
    static void start(@TempDir Path directory) {
        database = TestDatabase.in(directory).start();
        one = database.open();
        two = database.open();
    }

    @AfterAll
    static void stop() {
        one.destroy();
        two.destroy();
        database.close();
    }

    @BeforeEach
    void empty() {
        get(a.tidy(NOW)); // the tables are there
        database.run("TRUNCATE risk.review_item");
    }

    @Test
    void letsOneOfTwentyHaveAnItem() {
        String id = put(appeal("alice", NOW)).id();

        List<Change> changes =
                get(
                        Flux.range(0, 20)
                                .flatMap(
                                        i ->
                                                (i % 2 == 0 ? a : b)
                                                        .claim(id, "analyst-" + i, UNTIL, NOW),
                                        20)
                                .collectList());

        assertThat(changes).filteredOn(Change::made).hasSize(1);
        Claim winner = claim(changes.stream().filter(Change::made).findFirst().orElseThrow());
        assertThat(changes).extracting(PostgresReviewsIT::claim).containsOnly(winner);
        assertThat(winner.until()).isEqualTo(UNTIL);
    }

    @Test
    void keepsAClaimUntilItExpiresAndLetsItsOwnerProlongIt() {
        String id = put(appeal("alice", NOW)).id();
        assertThat(get(a.claim(id, "ana", UNTIL, NOW)).made()).isTrue();

        Instant late = UNTIL.minusMillis(1);
        assertThat(get(b.claim(id, "ben", late.plus(Reviews.CLAIM), late)).made()).isFalse();
        assertThat(get(b.claim(id, "ana", late.plus(Reviews.CLAIM), late)).made()).isTrue();
        assertThat(get(a.claim(id, "ben", UNTIL.plus(Reviews.CLAIM), UNTIL)).made()).isFalse();

        Instant over = late.plus(Reviews.CLAIM);
        assertThat(get(a.hold(id, "ana", over.plusSeconds(60), over)).made()).isFalse();
        Change taken = get(a.claim(id, "ben", over.plus(Reviews.CLAIM), over));
        assertThat(taken.made()).isTrue();
        assertThat(claim(taken).by()).isEqualTo("ben");
        assertThat(get(b.end(id, verdict("ana", Optional.of(true)))).made()).isFalse();
    }

    @Test
    void givesBackOnlyWhatOneHas() {
        String id = put(appeal("alice", NOW)).id();
        get(a.claim(id, "ana", UNTIL, NOW));

        assertThat(get(b.release(id, "ben")).made()).isFalse();
        assertThat(get(b.release(id, "ana")).made()).isTrue();
        assertThat(get(b.release(id, "ana"))).isEqualTo(new Change(false, get(a.find(id))));
        assertThat(get(b.claim(id, "ben", UNTIL, NOW)).made()).isTrue();
        assertThat(get(a.release(UlidCreator.getUlid().toString(), "ana")).item()).isEmpty();
    }

    @Test
    void endsAnItemOnce() {
        String id = put(appeal("alice", NOW)).id();
        get(a.claim(id, "ana", UNTIL, NOW));
        get(a.hold(id, "ana", NOW.plusSeconds(60), NOW));
        assertThat(get(a.find(id)).flatMap(ReviewItem::claim).map(Claim::until))
                .as("a hold never shortens a claim")
                .contains(UNTIL);

        Verdict verdict = verdict("ana", Optional.of(false));
        Change done = get(b.end(id, verdict));

        assertThat(done.made()).isTrue();
        assertThat(done.item().flatMap(ReviewItem::verdict)).contains(verdict);
        assertThat(done.item().flatMap(ReviewItem::claim)).isEmpty();
        assertThat(get(a.end(id, verdict)).made()).isFalse();
        assertThat(get(a.claim(id, "ana", UNTIL, NOW)).made()).isFalse();
        assertThat(get(a.release(id, "ana")).made()).isFalse();
    }

    @Test
    void takesThreeAppealsADayOfAnAccountAndEachDecisionOnce() {
        ReviewItem first = appeal("alice", NOW);
        assertThat(get(a.put(first))).isInstanceOf(Putting.Done.class);
        put(appeal("alice", NOW.plusSeconds(1)));
        put(appeal("alice", NOW.plusSeconds(2)));

        Instant almost = NOW.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(get(b.put(appeal("alice", almost))))
                .isEqualTo(new Putting.Limited(NOW.plus(Duration.ofDays(1))));
        assertThat(get(b.put(appeal("bob", almost)))).isInstanceOf(Putting.Done.class);
        ReviewItem again = appeal("alice", first.decisionId(), almost);
        assertThat(get(b.put(again))).isEqualTo(new Putting.Known(first));
        assertThat(get(b.put(appeal("alice", NOW.plus(Duration.ofDays(1))))))
                .isInstanceOf(Putting.Done.class);
    }

    @Test
    void neverTakesMoreThanThreeOfManyAtOnce() {
        PostgresReviews roomy = new PostgresReviews(one, 100);
        PostgresReviews other = new PostgresReviews(two, 100);
        for (int round = 0; round < 10; round++) {
            String account = "alice-" + round;
            List<Putting> puttings =
                    get(
                            Flux.range(0, 12)
                                    .flatMap(
                                            i ->
                                                    (i % 2 == 0 ? roomy : other)
                                                            .put(appeal(account, NOW)),
                                            12)
                                    .collectList());

            assertThat(puttings).filteredOn(Putting.Done.class::isInstance).hasSize(3);
            assertThat(puttings).filteredOn(Putting.Limited.class::isInstance).hasSize(9);
        }
    }

    @Test
    void dropsTheOldestSampleThatNobodyHasWhenTheQueueIsFull() {
        ReviewItem claimed = put(sample("s0", NOW));
        ReviewItem oldest = put(sample("s1", NOW.plusSeconds(1)));
        ReviewItem newest = put(sample("s2", NOW.plusSeconds(2)));
        get(a.claim(claimed.id(), "ana", UNTIL, NOW));
        put(appeal("alice", NOW.plusSeconds(3)));
        put(request(NOW.plusSeconds(4)));

        put(appeal("bob", NOW.plusSeconds(5)));
        assertThat(get(a.find(oldest.id()))).isEmpty();
        put(request(NOW.plusSeconds(6)));
        assertThat(get(a.find(newest.id()))).isEmpty();
        assertThat(get(a.put(appeal("carl", NOW.plusSeconds(7))))).isEqualTo(new Putting.Full());
        assertThat(get(a.find(claimed.id()))).isPresent();
        assertThat(get(a.put(appeal("carl", UNTIL)))) // the claim has ended
                .isInstanceOf(Putting.Done.class);
        assertThat(get(a.find(claimed.id()))).isEmpty();
    }

    @Test
    void putsAPersonsWordInThePlaceOfASampleAndOneSampleADayOfAnAccount() {
        ReviewItem sample = put(sample("bob", NOW));
        assertThat(get(a.put(sample("bob", NOW.plusSeconds(60)))))
                .isInstanceOf(Putting.Limited.class);

        put(appeal("bob", sample.decisionId(), NOW.plusSeconds(61)));

        assertThat(get(a.find(sample.id()))).isEmpty();
    }

    @Test
    void listsWhatIsUndoneOldestFirstAndWhatIsDoneNewestFirst() {
        List<String> ids =
                IntStream.range(0, 5)
                        .mapToObj(i -> put(sample("s" + i, NOW.plusSeconds(i))).id())
                        .toList();
        get(a.claim(ids.get(1), "ana", UNTIL, NOW));
        for (int i : new int[] {3, 4}) {
            get(a.claim(ids.get(i), "ana", UNTIL, NOW));
            get(a.end(ids.get(i), verdict("ana", Optional.empty())));
        }

        assertThat(list(State.OPEN, Optional.empty(), NOW)).containsExactly(ids.get(0), ids.get(2));
        assertThat(list(State.OPEN, Optional.of(ids.get(0)), NOW)).containsExactly(ids.get(2));
        assertThat(list(State.OPEN, Optional.empty(), UNTIL))
                .containsExactly(ids.get(0), ids.get(1), ids.get(2));
        assertThat(list(State.CLAIMED, Optional.empty(), NOW)).containsExactly(ids.get(1));
        assertThat(list(State.CLAIMED, Optional.empty(), UNTIL)).isEmpty();
        assertThat(list(State.DONE, Optional.empty(), NOW)).containsExactly(ids.get(4), ids.get(3));
        assertThat(list(State.DONE, Optional.of(ids.get(4)), NOW)).containsExactly(ids.get(3));
        assertThat(
                        get(
                                a.list(
                                        new ReviewQuery(
                                                State.OPEN,
                                                Optional.of(Kind.APPEAL),
                                                Optional.empty(),
                                                50),
                                        51,
                                        NOW)))
                .isEmpty();
    }

    @Test
    void forgetsWhatIsOldAndCountsWhatIsUndone() {
        put(appeal("old", NOW.minus(ReviewStore.KEPT).minusMillis(1)));
        ReviewItem oldest = put(appeal("alice", NOW.minus(ReviewStore.KEPT)));
        String done = put(appeal("bob", NOW)).id();
        get(a.claim(done, "ana", UNTIL, NOW));
        get(a.end(done, verdict("ana", Optional.of(true))));

        assertThat(get(b.tidy(NOW)))
                .isEqualTo(new ReviewStore.Backlog(1, Optional.of(oldest.createdAt())));
        assertThat(database.column("SELECT account_id FROM risk.review_item"))
                .containsExactlyInAnyOrder("alice", "bob");
    }

    private List<String> list(State state, Optional<String> after, Instant now) {
        return get(a.list(new ReviewQuery(state, Optional.empty(), after, 50), 51, now)).stream()
                .map(ReviewItem::id)
                .toList();
    }

    private ReviewItem put(ReviewItem item) {
        assertThat(get(a.put(item))).isEqualTo(new Putting.Done(item));
        return item;
    }

    private static Verdict verdict(String by, Optional<Boolean> granted) {
        return new Verdict(Label.BOT, granted, Optional.of("it's \"<b>\""), by, NOW);
    }

    private static Claim claim(Change change) {
        return change.item().flatMap(ReviewItem::claim).orElseThrow();
    }

    private static ReviewItem appeal(String account, Instant at) {
        return appeal(account, UlidCreator.getUlid().toString(), at);
    }

    private static ReviewItem appeal(String account, String decision, Instant at) {
        return item(Kind.APPEAL, decision, Optional.of(account), at);
    }

    private static ReviewItem sample(String account, Instant at) {
        return item(Kind.SAMPLE, UlidCreator.getUlid().toString(), Optional.of(account), at);
    }

    private static ReviewItem request(Instant at) {
        return item(Kind.REQUEST, UlidCreator.getUlid().toString(), Optional.empty(), at);
    }

    private static ReviewItem item(
            Kind kind, String decision, Optional<String> account, Instant at) {
        return new ReviewItem(
                UlidCreator.getUlid(at.toEpochMilli()).toString(),
                kind,
                decision,
                account,
                kind == Kind.SAMPLE ? "" : "'; DROP TABLE risk.label; --\n<script>",
                account.orElse("ana"),
                kind == Kind.SAMPLE ? Optional.of(0.25) : Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty());
    }

    private static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(TIMEOUT));
    }
}
