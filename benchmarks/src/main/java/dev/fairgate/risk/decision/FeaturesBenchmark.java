package dev.fairgate.risk.decision;

import dev.fairgate.benchmarks.PurchaseBody;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Positions;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Rows;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.network.NetworkFacts;
import dev.fairgate.risk.network.Networks;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.ShippedPolicy;
import dev.fairgate.risk.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// All that a decision computes of one purchase with 60 telemetry events: what it shows, what its
/// six profiles come to, its row, its place among campaigns, and the rules of the default policy.
@State(Scope.Thread)
public class FeaturesBenchmark {

    private static final int MANY = 256;
    private static final long NOW = 1_790_000_004_300L;
    private static final List<String> HEADERS =
            List.of("Host", "User-Agent", "Accept", "Accept-Language", "Content-Type", "Origin");

    private final List<AssessmentRequest> requests =
            IntStream.range(0, MANY).mapToObj(FeaturesBenchmark::request).toList();
    private final Observer observer = new Observer(new Cells(new byte[32]), noData());
    private final Policy policy = ShippedPolicy.byDefault();
    private final Decider decider = new Decider(policy);
    private final Profile account = seen(EntityKind.ACCOUNT);
    private final Profile device = seen(EntityKind.DEVICE);
    private final Profile hands = seen(EntityKind.HANDS);
    private final Profile address = seen(EntityKind.ADDRESS);
    private final Profile site = seen(EntityKind.SITE);
    private final Profile region = seen(EntityKind.REGION);
    private int next;

    /// What the request shows.
    @Benchmark
    public Observed observe() {
        return observer.observe(requests.get(next++ & MANY - 1), Set.of());
    }

    /// That, and its row.
    @Benchmark
    public FeatureRow features() {
        Observed observed = observe();
        return Rows.of(observed.request(), known(observed));
    }

    /// All of it.
    @Benchmark
    public Assessment featuresAndRules() {
        Observed observed = observe();
        float[] position = Positions.of(observed.request());
        FeatureRow row = Rows.of(observed.request(), known(observed));
        return decider.assess(
                "sale",
                new Evidence(
                        false,
                        false,
                        false,
                        new Scored(position.length * 0.0, Verdict.ALLOW, List.of(), null),
                        List.of(),
                        row));
    }

    private Known known(Observed observed) {
        Sight sight = new Sight(NOW, observed.accountCell(), 7, (short) 0, false);
        return new Known(
                account.after(sight),
                device.after(sight),
                hands.after(sight),
                address.after(sight),
                site.after(sight),
                region.after(sight),
                true,
                Known.Over.NONE,
                Known.Purchases.NONE,
                Challenged.NONE,
                Campaign.NONE,
                Known.Rush.NONE);
    }

    private static Profile seen(EntityKind kind) {
        Profile profile = Profile.unseen(kind);
        for (int i = 0; i < 20; i++) {
            profile = profile.after(new Sight(NOW - 500L * (20 - i), i, i, (short) 0, false));
        }
        return profile;
    }

    private static AssessmentRequest request(int number) {
        return new AssessmentRequest(
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                "demo",
                3,
                "buyer-" + number,
                Optional.of(Instant.ofEpochMilli(NOW - 86_400_000L)),
                ClientAddress.parse("11.7.3." + number % 250).orElseThrow(),
                Optional.of("device-" + number),
                true,
                Optional.of("Mozilla/5.0 (X11; Linux x86_64) Fairgate"),
                HEADERS,
                1,
                new Telemetry.Sent(PurchaseBody.telemetry(number)),
                Optional.empty(),
                Instant.ofEpochMilli(NOW));
    }

    private static Networks noData() {
        return new Networks() {
            @Override
            public NetworkFacts of(ClientAddress address) {
                return NetworkFacts.UNKNOWN;
            }

            @Override
            public String version() {
                return "none";
            }
        };
    }
}
