package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.decision.Weighings;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.Verdict;
import dev.fairgate.risk.review.LeastCertain.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeastCertainTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final LeastCertain candidates = new LeastCertain();

    @Test
    void holdsTheBlockedDecisionWithTheLowestScoreUntilItIsTaken() {
        decide("d1", Disposition.BLOCK, 0.97);
        decide("d2", Disposition.BLOCK, 0.91);
        decide("d3", Disposition.BLOCK, 0.91);
        decide("d4", Disposition.BLOCK, 0.99);

        assertThat(candidates.take()).isEqualTo(new Candidate("d2", "alice", 0.91));
        assertThat(candidates.take()).isNull();
        decide("d5", Disposition.BLOCK, 0.98);
        assertThat(candidates.take()).isEqualTo(new Candidate("d5", "alice", 0.98));
    }

    @Test
    void leavesDecisionsThatBlockNobody() {
        decide("d1", Disposition.THROTTLE, 0.1);
        decide("d2", Disposition.NOT_ELIGIBLE, 0.1);

        assertThat(candidates.take()).isNull();
    }

    @Test
    void takesOneBackUnlessThereIsALessCertainOne() {
        decide("d1", Disposition.BLOCK, 0.95);
        candidates.offer(new Candidate("back", "bob", 0.96));
        assertThat(candidates.take()).isEqualTo(new Candidate("d1", "alice", 0.95));

        candidates.offer(new Candidate("back", "bob", 0.96));
        assertThat(candidates.take()).isEqualTo(new Candidate("back", "bob", 0.96));
    }

    private void decide(String id, Disposition disposition, double score) {
        candidates.decided(
                WEIGHED,
                new Decision(
                        id,
                        disposition,
                        Verdict.BLOCK,
                        score,
                        List.of(),
                        1,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()));
    }

    private static final Weighed WEIGHED =
            Weighings.of(
                    new AssessmentRequest(
                            "01KAQ1V3M0G7T2N8RZ5WQYHX4C",
                            "demo",
                            1,
                            "alice",
                            Optional.empty(),
                            ClientAddress.parse("192.0.2.1").orElseThrow(),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            List.of(),
                            1,
                            new Telemetry.Absent(),
                            Optional.empty(),
                            NOW),
                    List.of());
}
