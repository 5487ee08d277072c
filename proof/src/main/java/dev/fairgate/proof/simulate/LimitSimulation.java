package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.redis.MemoryRedis;
import dev.fairgate.proof.simulate.redis.SimulatedRedis;
import dev.fairgate.proof.simulate.redis.Traffic;
import dev.fairgate.proof.simulate.redis.Weather;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualSchedulers;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.limit.LimitRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// One run of the limits' arithmetic: two risk services that take tokens of one bucket in one
/// store, with the real script there, over ways that delay, lose and repeat.
public final class LimitSimulation {

    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(2);

    private final VirtualTime time = new VirtualTime();
    private final Chance chance;
    private final SimulatedRedis store;
    private final List<Traffic> traffics;
    private final List<LimitNode> nodes = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private final LimitRequest request;
    private int crashes;
    private int asked;

    private LimitSimulation(long seed, UnaryOperator<String> script) {
        chance = new Chance(seed);
        store = SimulatedRedis.withoutDisk(time, chance, new MemoryRedis(time::micros, script));
        traffics = List.of(new Traffic(Weather.FAIR), new Traffic(Weather.FAIR));
        request =
                new LimitRequest(
                        new LimitKey(LimitEntity.ACCOUNT, "buyer"),
                        new Limit(
                                chance.between(1, 12),
                                chance.between(1, 4),
                                chance.between(Duration.ofMillis(300), Duration.ofSeconds(2))),
                        1);
    }

    /// A request that was let through.
    ///
    /// @param at when its node learned of it, in nanoseconds
    /// @param remaining tokens that were left then
    public record Grant(long at, long remaining) {}

    /// What came of a run.
    ///
    /// @param asked requests in all
    /// @param crashes of the store, which forgets its buckets each time
    public record Result(
            Limit limit, List<Grant> grants, int asked, int crashes, String traceHash) {
        public Result {
            grants = List.copyOf(grants);
        }

        /// Grants at most by this moment: what the bucket has in the beginning and after each
        /// crash, what has come back since, and one for nodes that disagree a little about the
        /// time.
        public long most(long nanos) {
            long back = nanos * limit.refillTokens() / limit.refillPeriod().toNanos();
            return limit.capacity() * (crashes + 1) + back + 1;
        }
    }

    /// Runs a seed.
    ///
    /// @param script what becomes of the store's script when it is loaded
    public static Result run(long seed, UnaryOperator<String> script) {
        LimitSimulation it = new LimitSimulation(seed, script);
        try (VirtualSchedulers _ = new VirtualSchedulers(it.time)) {
            return it.run();
        }
    }

    private Result run() {
        for (Traffic traffic : traffics) {
            nodes.add(new LimitNode(time, chance, store, traffic, request));
        }
        for (int i = chance.between(20, 150); i > 0; i--) {
            time.after(chance.between(Duration.ZERO, LENGTH), "ask", this::ask);
        }
        for (int i = chance.between(0, 4); i > 0; i--) {
            time.after(chance.between(Duration.ZERO, LENGTH), "trouble", this::trouble);
        }
        time.pass(LENGTH.plus(CALM));
        return new Result(
                request.limit().orElseThrow(), grants, asked, crashes, time.trace().hash());
    }

    private void ask() {
        asked++;
        chance.oneOf(nodes).ask(this::answered);
    }

    private void answered(LimitOutcome outcome) {
        if (outcome.allowed()) {
            grants.add(new Grant(time.nanos(), outcome.remaining()));
        }
    }

    private void trouble() {
        Traffic traffic = chance.oneOf(traffics);
        Duration length = chance.between(Duration.ofMillis(50), CALM);
        switch (chance.between(1, 3)) {
            case 1 -> {
                traffic.become(Weather.ROUGH);
                time.after(length, "fair again", () -> traffic.become(Weather.FAIR));
            }
            case 2 -> {
                traffic.stall(chance.permille(500), true);
                time.after(length, "flows again", () -> traffic.stall(false, false));
            }
            default -> crash(length.dividedBy(4));
        }
    }

    private void crash(Duration length) {
        if (store.isUp()) {
            crashes++;
            store.crash();
            time.after(length, "store starts", store::start);
        }
    }
}
