package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.redis.SimulatedRedis;
import dev.fairgate.proof.simulate.redis.SimulatedRedisClient;
import dev.fairgate.proof.simulate.redis.Traffic;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.risk.limit.Consumption;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.limit.LimitRequest;
import dev.fairgate.risk.limit.Limits;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.StoreBridge;
import dev.fairgate.risk.store.Swap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A risk service reduced to its limits: one trip to the store at a time, with all who wait, as
/// `EvidenceTrips` does it.
final class LimitNode {

    private static final Duration DEADLINE = Duration.ofMillis(100);
    private static final int REMEMBERED = 100;
    private static final double SHARE = 0.5;

    private final VirtualTime time;
    private final Life life = new Life("risk");
    private final LimitRequest request;
    private final RiskStore store;
    private final Limits limits;
    private Consumption tokens;
    private List<Asked> asked = new ArrayList<>();
    private boolean travelling;

    private record Asked(Consumption.Ask ask, Consumer<LimitOutcome> then) {}

    LimitNode(
            VirtualTime time,
            Chance chance,
            SimulatedRedis server,
            Traffic traffic,
            LimitRequest request) {
        this.time = time;
        this.request = request;
        this.store =
                StoreBridge.store(
                        new SimulatedRedisClient(
                                time, chance, server, traffic, life, Duration.ofMillis(500)),
                        time::instant,
                        time::nanos);
        this.limits = new Limits(store.clock()::nanos, REMEMBERED, SHARE);
        this.tokens = limits.begin();
    }

    void ask(Consumer<LimitOutcome> then) {
        time.as(
                life,
                () -> {
                    asked.add(new Asked(tokens.ask(request), then));
                    if (!travelling) {
                        travel();
                    }
                });
    }

    private void travel() {
        List<Swap> trip = new ArrayList<>();
        tokens.propose(trip);
        travelling = !trip.isEmpty();
        if (travelling) {
            store.swap(trip, DEADLINE).subscribe(this::arrived, error -> failed());
        } else {
            tell();
        }
    }

    private void arrived(List<Seen> seen) {
        tokens.answered(seen, 0);
        tell();
        travel();
    }

    /// Nobody knows whether tokens were taken; nobody is let through.
    private void failed() {
        asked = new ArrayList<>();
        tokens = limits.begin();
        travelling = false;
    }

    private void tell() {
        List<Asked> open = new ArrayList<>();
        for (Asked it : asked) {
            LimitOutcome outcome = it.ask().outcome();
            if (outcome == null) {
                open.add(it);
            } else {
                it.then().accept(outcome);
            }
        }
        asked = open;
    }
}
