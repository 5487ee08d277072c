package dev.fairgate.risk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.tuning.Guard.Band;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WatchTest {

    private static final Band FORESEEN = new Band(0.05, 0.15, 0, 0.02);

    private final InForce incumbent = new InForce();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final Watch watch = new Watch(incumbent, () -> now, registry.counter("reverted"));

    private static final class InForce implements Incumbent {
        private final List<String> reverted = new ArrayList<>();
        private long version = 7;
        private @Nullable Band band = FORESEEN;
        private boolean isAway;

        @Override
        public State current() {
            Policy policy = Documents.read(Documents.of(9, 9, 9), Preset.NORMAL, version);
            return new State(policy, new byte[0], Preset.NORMAL, Optional.ofNullable(band));
        }

        @Override
        public Mono<Boolean> revert(long number, String reason) {
            if (isAway) {
                return Mono.error(new IllegalStateException("away"));
            }
            reverted.add(number + ": " + reason);
            return Mono.just(true);
        }
    }

    @Test
    void takesBackOnceWhatChallengesMoreThanWasForeseen() throws InterruptedException {
        decide(7, Disposition.CHALLENGE, 90);
        decide(7, Disposition.PROCEED, 210);

        watch.round();
        watch.round();

        assertThat(incumbent.reverted)
                .containsExactly(
                        "7: 30.0 % of 300 decisions were challenged, and 5.0 to 15.0 % were"
                                + " foreseen");
        assertThat(registry.counter("reverted").count()).isEqualTo(1);
    }

    @Test
    void takesBackWhatChallengesLess() throws InterruptedException {
        decide(7, Disposition.PROCEED, 1_000);

        watch.round();

        assertThat(incumbent.reverted).singleElement().asString().contains("0.0 % of 1000");
    }

    @Test
    void takesBackWhatBlocksMore() throws InterruptedException {
        decide(7, Disposition.CHALLENGE, 50);
        decide(7, Disposition.BLOCK, 50);
        decide(7, Disposition.PROCEED, 400);

        watch.round();

        assertThat(incumbent.reverted).singleElement().asString().contains("were blocked");
    }

    @Test
    void letsStandWhatIsWithinTheErrorOfASample() throws InterruptedException {
        decide(7, Disposition.CHALLENGE, 60); // 20 % of 300 are 14.7 to 26.5 %
        decide(7, Disposition.PROCEED, 240);

        watch.round();

        assertThat(incumbent.reverted).isEmpty();
    }

    @Test
    void saysNothingOfFewDecisions() throws InterruptedException {
        decide(7, Disposition.CHALLENGE, 299);

        watch.round();

        assertThat(incumbent.reverted).isEmpty();
    }

    @Test
    void countsDecisionsOfTheVersionInForceOnly() throws InterruptedException {
        decide(6, Disposition.CHALLENGE, 500);
        decide(7, Disposition.PROCEED, 270);
        decide(6, Disposition.CHALLENGE, 500);
        decide(7, Disposition.CHALLENGE, 30);

        watch.round();

        assertThat(incumbent.reverted).isEmpty();
    }

    @Test
    void knowsNothingOfAPolicyThatWasNotPreviewed() throws InterruptedException {
        incumbent.band = null;
        decide(7, Disposition.CHALLENGE, 500);

        watch.round();

        assertThat(incumbent.reverted).isEmpty();
    }

    @Test
    void doesNotTakeLaterTrafficForThePolicy() throws InterruptedException {
        decide(7, Disposition.PROCEED, 1);
        now = now.plus(Duration.ofMinutes(15));
        decide(7, Disposition.CHALLENGE, 500);

        watch.round();

        assertThat(incumbent.reverted).isEmpty();
    }

    @Test
    void triesAgainWhileItCannotBeTakenBack() throws InterruptedException {
        decide(7, Disposition.CHALLENGE, 500);
        incumbent.isAway = true;
        watch.round();
        incumbent.isAway = false;

        watch.round();

        assertThat(incumbent.reverted).hasSize(1);
    }

    private void decide(long version, Disposition disposition, int times) {
        for (int i = 0; i < times; i++) {
            watch.decided(version, disposition);
        }
    }
}
