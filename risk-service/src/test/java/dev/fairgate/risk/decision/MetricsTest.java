package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Metrics whose labels somebody else makes, and counts of what did not happen.
class MetricsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final OpenChallenges open = new OpenChallenges(now::get);

    @Test
    void givesALabelToTheTwoVersionsThatDecidedLastAndCountsAllOthersAsOld() {
        VersionCounters counters = new VersionCounters(registry, "x");
        for (String version : List.of("1", "1", "2", "1", "2", "3", "4", "3", "5")) {
            counters.count(version, Disposition.PROCEED);
        }
        counters.count("5", Disposition.BLOCK);

        assertThat(versions()).containsExactlyInAnyOrder("old", "3", "5");
        assertThat(count("old", "proceed")).isEqualTo(6); // three of 1, two of 2, one of 4
        assertThat(count("3", "proceed")).isEqualTo(2);
        assertThat(count("5", "block")).isEqualTo(1);
    }

    @Test
    void twoVersionsThatTakeTurnsKeepTheirLabels() {
        VersionCounters counters = new VersionCounters(registry, "x");
        for (int i = 0; i < 100; i++) {
            counters.count(i % 3 == 0 ? "canary" : "champion", Disposition.CHALLENGE);
        }

        assertThat(versions()).containsExactlyInAnyOrder("canary", "champion");
    }

    @Test
    void hasNoMoreLabelsThanItsBoundWhateverAPolicyCallsItsRules() {
        BoundedLabels labels = new BoundedLabels(2);

        assertThat(labels.of("a")).isEqualTo("a");
        assertThat(labels.of("b")).isEqualTo("b");
        assertThat(labels.of("c")).isEqualTo("other");
        assertThat(labels.of("a")).isEqualTo("a");
    }

    @Test
    void aChallengeIsAbandonedOnceNobodyCanAnswerIt() {
        open.issued(NOON.plusSeconds(120));
        open.issued(NOON.plusSeconds(120));
        open.ended(NOON.plusSeconds(120));
        now.set(NOON.plusSeconds(125));
        assertThat(open.abandoned()).isZero();

        now.set(NOON.plusSeconds(140));
        assertThat(open.abandoned()).isEqualTo(1);
        open.issued(NOON.plusSeconds(260));
        now.set(NOON.plusSeconds(300));
        assertThat(open.abandoned()).isEqualTo(2);
    }

    @Test
    void overAllNodesTheSumIsRightWhereverAChallengeEnded() {
        OpenChallenges other = new OpenChallenges(now::get);
        open.issued(NOON.plusSeconds(120));
        other.ended(NOON.plusSeconds(120));
        now.set(NOON.plusSeconds(140));

        assertThat(open.abandoned()).isEqualTo(1);
        assertThat(other.abandoned()).isEqualTo(-1);
    }

    private Set<String> versions() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> String.valueOf(id.getTag("version")))
                .collect(Collectors.toSet());
    }

    private double count(String version, String disposition) {
        Counter counter =
                registry.find("x").tags("version", version, "disposition", disposition).counter();
        return counter == null ? 0 : counter.count();
    }
}
