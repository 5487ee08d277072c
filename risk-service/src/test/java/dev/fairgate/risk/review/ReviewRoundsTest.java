package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.review.LeastCertain.Candidate;
import dev.fairgate.risk.review.ReviewItem.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReviewRoundsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final InMemoryReviews store = new InMemoryReviews();
    private final LeastCertain candidates = new LeastCertain();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = START;
    private final InstantSource clock = () -> now;

    @Test
    void putsTheLeastCertainDecisionOfEachShareOfAnHourThere() throws InterruptedException {
        ReviewRounds rounds = rounds(20);
        for (int second = 0; second < 3_600; second++) {
            now = START.plusSeconds(second);
            candidates.offer(new Candidate("d" + second, "a" + second, second % 180 / 180.0));
            rounds.round();
        }

        assertThat(store.items()).hasSize(19); // the first share has to end first
        assertThat(store.items())
                .allSatisfy(
                        item -> {
                            assertThat(item.kind()).isEqualTo(Kind.SAMPLE);
                            assertThat(item.score()).contains(0.0);
                            assertThat(item.by()).isEqualTo("fairgate");
                        });
        assertThat(store.items().getFirst().account()).isEqualTo(Optional.of("a0"));
    }

    @Test
    void putsNothingThereWhereNothingIsWanted() throws InterruptedException {
        ReviewRounds rounds = rounds(0);
        candidates.offer(new Candidate("d", "a", 0.5));
        now = START.plus(Duration.ofHours(3));
        rounds.round();

        assertThat(store.items()).isEmpty();
    }

    @Test
    void keepsWhatItCouldNotPutThereForTheNextTime() throws InterruptedException {
        ReviewRounds rounds = rounds(20);
        candidates.offer(new Candidate("d", "a", 0.5));
        at(rounds, 170);
        store.setAway(true);
        at(rounds, 181);
        store.setAway(false);
        at(rounds, 240);
        assertThat(store.items()).isEmpty();

        at(rounds, 361);
        assertThat(store.items()).extracting(ReviewItem::decisionId).containsExactly("d");
    }

    @Test
    void looksOnceAMinuteHowMuchWaits() throws InterruptedException {
        ReviewMetrics metrics = new ReviewMetrics(registry, clock);
        assertThat(gauge("fairgate.review.undone")).isNaN();
        ReviewRounds rounds =
                new ReviewRounds(
                        store, candidates, metrics, ids(), new ReviewRounds.Pace(clock, 20));
        candidates.offer(new Candidate("d", "a", 0.5));
        for (int second = 0; second <= 240; second++) {
            now = START.plusSeconds(second);
            rounds.round();
        }

        assertThat(store.tidied()).hasSize(5);
        assertThat(gauge("fairgate.review.undone")).isEqualTo(1);
        assertThat(gauge("fairgate.review.oldest.seconds")).isEqualTo(60);
    }

    private void at(ReviewRounds rounds, int second) throws InterruptedException {
        now = START.plusSeconds(second);
        rounds.round();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private ReviewRounds rounds(int anHour) {
        return new ReviewRounds(
                store,
                candidates,
                new ReviewMetrics(registry, clock),
                ids(),
                new ReviewRounds.Pace(clock, anHour));
    }

    private static UlidFactory ids() {
        return UlidFactory.newInstance(new Random(7));
    }
}
