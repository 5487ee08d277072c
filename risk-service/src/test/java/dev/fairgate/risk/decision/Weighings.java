package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Rows;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.network.NetworkFacts;
import dev.fairgate.risk.network.Networks;
import dev.fairgate.risk.outcome.History;
import java.util.List;
import java.util.Set;

/// Requests with what is known about them, for tests of what comes after that.
public final class Weighings {

    private static final Networks NO_DATA =
            new Networks() {
                @Override
                public NetworkFacts of(ClientAddress address) {
                    return NetworkFacts.UNKNOWN;
                }

                @Override
                public String version() {
                    return "none";
                }
            };

    private Weighings() {}

    /// Observes with a key of zeros and without network data.
    static Observer observer() {
        return new Observer(new Cells(new byte[32]), NO_DATA);
    }

    /// A request of somebody who was never seen before but for these outcomes.
    public static Weighed of(AssessmentRequest request, List<LimitOutcome> limits) {
        Observed observed = observer().observe(request, Set.of());
        Known known =
                Knowledge.of(
                        limits,
                        History.NONE,
                        Challenged.NONE,
                        Campaign.NONE,
                        Known.Rush.NONE,
                        request.clientAddress().isIpv4());
        Evidence evidence =
                new Evidence(
                        false,
                        false,
                        false,
                        Scores.of(0),
                        limits,
                        Rows.of(observed.request(), known));
        return new Weighed(request, observed, known, evidence, "none", System.nanoTime());
    }
}
