package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.review.Appeals.Answer;
import dev.fairgate.risk.ticket.DecisionIds;
import dev.fairgate.risk.ticket.SigningKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class AppealsTest {

    private static final Instant MADE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(7);

    private final InMemoryReviews store = new InMemoryReviews();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = MADE;
    private final InstantSource clock = () -> now;
    private final DecisionIds decisions =
            new DecisionIds(List.of(SigningKey.of("k", new byte[32])), clock, new Random(7));

    @Test
    void takesAppealsForAsLongAsItIsSaidAndNoLonger() {
        String decision = decisions.next("alice");
        Appeals appeals = appeals(store);

        now = MADE.plus(WINDOW);
        assertThat(make(appeals, decision)).isInstanceOf(Answer.Taken.class);
        now = MADE.plus(WINDOW).plusMillis(1);
        assertThat(make(appeals, decision)).isEqualTo(new Answer.Unknown());
        assertThat(registry.get("fairgate.appeals").tag("outcome", "taken").counter().count())
                .isEqualTo(1);
    }

    @Test
    void asksTheDatabaseNothingAboutADecisionThatIsNotOnesOwn() {
        store.setAway(true);

        assertThat(make(appeals(store), decisions.next("bob"))).isEqualTo(new Answer.Unknown());
        assertThat(make(appeals(store), decisions.next("alice")))
                .isEqualTo(new Answer.Unavailable());
    }

    @Test
    void saysWithoutADatabaseThatItCannot() {
        Appeals appeals = appeals(new NoReviews());

        assertThat(make(appeals, decisions.next("alice"))).isEqualTo(new Answer.Unavailable());
        assertThat(answer(appeals.find("01KAQ1W8E0B4D6F8H0J2K4M6N8", "alice")))
                .isEqualTo(new Answer.Unavailable());
    }

    @Test
    void letsNoMoreThanThirtyTwoCallsWaitForTheDatabase() {
        Appeals appeals = appeals(new Silent());
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            waiting.add(appeals.find("01KAQ1W8E0B4D6F8H0J2K4M6N8", "alice").subscribe());
        }

        assertThat(make(appeals, decisions.next("alice"))).isEqualTo(new Answer.Unavailable());
        waiting.getFirst().dispose();
        assertThat(
                        appeals.find("01KAQ1W8E0B4D6F8H0J2K4M6N8", "alice")
                                .timeout(Duration.ofMillis(50), Mono.empty())
                                .blockOptional())
                .as("it waits")
                .isEmpty();
        waiting.forEach(Disposable::dispose);
    }

    private Answer make(Appeals appeals, String decision) {
        return answer(appeals.make("alice", decision, "words"));
    }

    private static Answer answer(Mono<Answer> answer) {
        return Objects.requireNonNull(answer.block());
    }

    private Appeals appeals(ReviewStore reviews) {
        return new Appeals(
                decisions,
                reviews,
                new ReviewMetrics(registry, clock),
                UlidFactory.newInstance(new Random(7)),
                new Appeals.Window(clock, WINDOW));
    }

    /// A database that never answers.
    private static final class Silent implements ReviewStore {
        private final InMemoryReviews rest = new InMemoryReviews();

        @Override
        public Mono<Putting> put(ReviewItem item) {
            return Mono.never();
        }

        @Override
        public Mono<Optional<ReviewItem>> find(String id) {
            return Mono.never();
        }

        @Override
        public Mono<List<ReviewItem>> list(ReviewQuery query, int most, Instant now) {
            return rest.list(query, most, now);
        }

        @Override
        public Mono<Change> claim(String id, String by, Instant until, Instant now) {
            return rest.claim(id, by, until, now);
        }

        @Override
        public Mono<Change> hold(String id, String by, Instant until, Instant now) {
            return rest.hold(id, by, until, now);
        }

        @Override
        public Mono<Change> release(String id, String by) {
            return rest.release(id, by);
        }

        @Override
        public Mono<Change> end(String id, ReviewItem.Verdict verdict) {
            return rest.end(id, verdict);
        }

        @Override
        public Mono<Backlog> tidy(Instant now) {
            return rest.tidy(now);
        }
    }
}
