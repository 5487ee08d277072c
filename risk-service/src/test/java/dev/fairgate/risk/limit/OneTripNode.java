package dev.fairgate.risk.limit;

import dev.fairgate.risk.limit.Consumption.Ask;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.StoreClock;
import dev.fairgate.risk.store.Swap;
import io.github.bucket4j.TimeMeter;
import io.lettuce.core.AbstractRedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// [Limits] with a store, one trip at a time as in the product, and no memory shared with others.
final class OneTripNode implements LimitsNode {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AbstractRedisClient client;
    private final RiskStore store;
    private final Limits limits;
    private final Duration deadline;
    private int trips;

    OneTripNode(AbstractRedisClient client, TimeMeter clock) {
        this(client, clock, PATIENCE);
    }

    OneTripNode(AbstractRedisClient client, TimeMeter clock, Duration deadline) {
        this.client = client;
        this.store = new RiskStore(() -> client, new StoreClock());
        this.limits = new Limits(clock::currentTimeNanos, 10_000, 0.5);
        this.deadline = deadline;
    }

    @Override
    public synchronized List<LimitOutcome> take(List<LimitRequest> requests) {
        Consumption tokens = limits.begin();
        List<Ask> asks = requests.stream().map(tokens::ask).toList();
        while (asks.stream().anyMatch(ask -> ask.outcome() == null)) {
            carry(tokens);
        }
        return outcomes(asks);
    }

    /// Takes tokens, then gives them back.
    synchronized void takeAndGiveBack(List<LimitRequest> requests) {
        Consumption tokens = limits.begin();
        List<Ask> asks = requests.stream().map(tokens::ask).toList();
        carry(tokens);
        asks.forEach(tokens::giveBack);
        carry(tokens);
    }

    /// How many times the store was asked.
    int trips() {
        return trips;
    }

    private void carry(Consumption tokens) {
        List<Swap> trip = new ArrayList<>();
        tokens.propose(trip);
        if (!trip.isEmpty()) {
            trips++;
            List<Seen> seen = store.swap(trip, deadline).block(PATIENCE);
            tokens.answered(Objects.requireNonNull(seen), 0);
        }
    }

    private static List<LimitOutcome> outcomes(List<Ask> asks) {
        return asks.stream().map(ask -> Objects.requireNonNull(ask.outcome())).toList();
    }

    @Override
    public void close() {
        store.close();
        client.close();
    }
}
