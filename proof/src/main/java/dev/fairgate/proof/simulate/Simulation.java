package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.simulate.postgres.SimulatedPostgres;
import dev.fairgate.proof.simulate.redis.MemoryRedis;
import dev.fairgate.proof.simulate.redis.SimulatedRedis;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualSchedulers;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.StockBridge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One run: two engines, their stores, buyers and an admin, faults, then peace, then everything is
/// bought that is left. For one thread; one at a time in a JVM, because Reactor's schedulers are
/// everybody's.
public final class Simulation {

    private static final SaleId SALE = new SaleId("lamp");
    private static final Duration SNAPSHOT = Duration.ofMillis(100);
    private static final Duration TROUBLE = Duration.ofSeconds(4);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS = 200; // of waiting for something
    private static final int ROUNDS = 4; // of buying what is left

    private final long seed;
    private final VirtualTime time = new VirtualTime();
    private final Chance chance;
    private final Recorder recorder;
    private final SimulatedRedis ledger;
    private final SimulatedPostgres postgres;
    private final LedgerSight sight;
    private final List<Node> nodes;
    private final Faults faults;
    private final Shop shop;
    private final Client.World clients;
    private final Admin admin;
    private final List<Buyer> buyers = new ArrayList<>();
    private final int limit;
    private final Duration hold;

    private Simulation(long seed, Defects defects) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.recorder = new Recorder(time);
        MemoryRedis memory = new MemoryRedis(time::micros, defects.library());
        this.ledger = SimulatedRedis.withDisk(time, chance, memory);
        this.postgres = new SimulatedPostgres(time, chance, defects.answersBeforeCommit());
        this.sight = new LedgerSight(memory, SALE, time.micros());
        SimulatedRisk risk = new SimulatedRisk(time, chance, !defects.flagsStay());
        Node.World world = new Node.World(time, chance, ledger, postgres, risk);
        this.nodes = List.of(new Node("one", world), new Node("two", world));
        this.faults = new Faults(world, nodes, recorder, SALE.tag() + ":events");
        this.shop = new Shop(time, chance, nodes);
        this.clients = new Client.World(time, chance, shop, recorder, SALE);
        this.limit = chance.between(1, 3);
        this.hold = chance.between(Duration.ofSeconds(1), Duration.ofMillis(2500));
        this.admin = new Admin(time, chance, nodes, SALE, chance.between(4, 20), limit, hold);
    }

    /// What came of a run.
    ///
    /// @param traceHash the same for the same seed and the same code
    /// @param events that the hash is of
    /// @param seconds that passed in the run
    public record Result(History history, String traceHash, long events, long seconds) {}

    /// Runs a seed.
    public static Result run(long seed) {
        return run(seed, Defects.NONE);
    }

    /// Runs a seed over a system that is broken on purpose.
    public static Result run(long seed, Defects defects) {
        Simulation it = new Simulation(seed, defects);
        try (VirtualSchedulers _ = new VirtualSchedulers(it.time)) {
            return it.run();
        }
    }

    private Result run() {
        nodes.forEach(Node::start);
        time.pass(STEP);
        admin.create();
        await(() -> sight.counters().isPresent() && admin.isDone());
        snapshots();
        trouble();
        time.pass(TROUBLE);
        faults.heal();
        shop.becomeFair();
        await(() -> admin.isDone() && buyers.stream().allMatch(Buyer::isDone));
        admin.resume();
        await(() -> admin.isDone() && counters().held() == 0);
        buyWhatIsLeft();
        await(this::isArchived);
        Result result =
                new Result(
                        history(),
                        time.trace().hash(),
                        time.trace().events(),
                        Duration.ofNanos(time.nanos()).toSeconds());
        nodes.forEach(Node::crash);
        return result;
    }

    private void trouble() {
        Buyer.Pace pace = new Buyer.Pace(limit, hold);
        int count = chance.between(5, 20);
        for (int i = 0; i < count; i++) {
            Buyer buyer = new Buyer(clients, "buyer" + i, pace);
            buyers.add(buyer);
            buyer.start(TROUBLE.dividedBy(2), chance.between(1, 3));
        }
        repeat(chance.between(0, 3), admin::change);
        repeat(chance.between(0, 5), faults::happen);
    }

    private void repeat(int times, Runnable what) {
        for (int i = 0; i < times; i++) {
            time.after(chance.between(Duration.ZERO, TROUBLE), "trouble", what);
        }
    }

    private Counters counters() {
        return sight.counters().orElseThrow();
    }

    private void snapshots() {
        if (ledger.isDurable()) {
            sight.counters().ifPresent(recorder::snapshot);
        }
        time.after(SNAPSHOT, "snapshot", this::snapshots);
    }

    private interface Condition {
        boolean holds();
    }

    /// Lets time pass until something is so, or long enough to say that it will not be.
    private void await(Condition condition) {
        for (int i = 0; i < STEPS && !condition.holds(); i++) {
            time.pass(STEP);
        }
    }

    /// Fresh accounts buy and pay until the shop says that nothing is left.
    private void buyWhatIsLeft() {
        for (int round = 0; round < ROUNDS && counters().available() > 0; round++) {
            long wanted = counters().available() + 1;
            int[] open = {0};
            for (int i = 0; i < wanted; i++) {
                open[0]++;
                Client client = new Client(clients, "last" + round + "-" + i);
                client.buy(
                        new Intention(client.name(), 1),
                        answer -> {
                            if (answer instanceof Answer.Order order) {
                                client.pay(order.id(), _ -> open[0]--);
                            } else {
                                open[0]--;
                            }
                        });
            }
            await(() -> open[0] == 0);
            await(() -> counters().held() == 0); // a payment that did not come in time
        }
    }

    private boolean isArchived() {
        return ledger.isDurable() && ledger.memory().behind(SALE.tag() + ":events", "archive") == 0;
    }

    private History history() {
        List<Operation> operations = recorder.operations();
        Map<String, String> keys = keysByDigest(operations);
        return new History(
                seed,
                limit,
                operations,
                recorder.snapshots(),
                sight.events(),
                recorder.faults(),
                new Books(
                        counters(),
                        sight.orders().stream().map(it -> named(it, keys)).toList(),
                        rows().stream().map(it -> named(it, keys)).toList()));
    }

    private List<Entry> rows() {
        return postgres.tables().orders().stream()
                .map(
                        it ->
                                new Entry(
                                        it.id(),
                                        it.account(),
                                        it.quantity(),
                                        LedgerSight.status(it.status()),
                                        it.key()))
                .toList();
    }

    private static Map<String, String> keysByDigest(List<Operation> operations) {
        Map<String, String> keys = new HashMap<>();
        for (Operation it : operations) {
            if (it.request() instanceof Request.Buy buy) {
                keys.put(StockBridge.digest(buy.key()), buy.key());
            }
        }
        return keys;
    }

    /// The stores have a key's digest only.
    private static Entry named(Entry entry, Map<String, String> keys) {
        return new Entry(
                entry.order(),
                entry.account(),
                entry.quantity(),
                entry.status(),
                keys.getOrDefault(entry.key(), entry.key()));
    }
}
