package dev.fairgate.risk.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.decision.Weighings;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentDecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");

    private final RecentDecisions recent = new RecentDecisions(() -> NOW);

    @Test
    void keepsTheLastTwoHundredNewestFirstAndCountsThemAll() {
        for (int i = 0; i < 250; i++) {
            recent.decided(Weighings.of(request("a" + i, "192.0.2.17"), List.of()), throttled());
        }

        RecentDecisions.Snapshot snapshot = recent.snapshot();
        assertThat(snapshot.decisions()).hasSize(200);
        assertThat(snapshot.decisions().getFirst().account()).isEqualTo("a249");
        assertThat(snapshot.decisions().getLast().account()).isEqualTo("a50");
        assertThat(snapshot.counts()).containsEntry("throttle", 250L).containsEntry("proceed", 0L);
    }

    @Test
    void showsNetworksAndNoAddresses() {
        recent.decided(Weighings.of(request("a", "192.0.2.17"), List.of()), throttled());
        recent.decided(Weighings.of(request("b", "2001:db8:1:2:3:4:5:6"), List.of()), throttled());

        assertThat(recent.snapshot().decisions())
                .extracting(RecentDecisions.Row::prefix)
                .containsExactly("2001:db8:1:2:0:0:0:0/64", "192.0.2.0/24");
        assertThat(recent.snapshot().toString()).doesNotContain("192.0.2.17", "3:4:5:6");
    }

    private static Decision throttled() {
        return new Decision(
                "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                Disposition.THROTTLE,
                Verdict.ALLOW,
                0,
                List.of(Reason.rule("account-rate")),
                1,
                null,
                false,
                1800L,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static AssessmentRequest request(String account, String address) {
        return new AssessmentRequest(
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                "demo",
                3,
                account,
                Optional.empty(),
                ClientAddress.parse(address).orElseThrow(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                1,
                new Telemetry.Absent(),
                Optional.empty(),
                NOW);
    }
}
