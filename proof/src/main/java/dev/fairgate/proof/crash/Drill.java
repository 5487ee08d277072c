package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// One seed: a sale of its own in a [World] that lives on, a crowd, breakages, rest, and the books.
final class Drill {

    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);
    private static final int ROUNDS = 3; // of buying what is left
    private static final Duration AT_REST = Duration.ofSeconds(30);

    private final World world;
    private final long seed;
    private final Schedule schedule;
    private final String sale;
    private final Recorder recorder = new Recorder();
    private final Shop shop;
    private final List<Thread> strikes = new ArrayList<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    Drill(World world, long seed, Schedule schedule) {
        this.world = world;
        this.seed = seed;
        this.schedule = schedule;
        this.sale = "seed-" + seed;
        this.shop = new Shop(world.nodes().stream().map(it -> it.engine().port()).toList());
    }

    /// What was seen.
    ///
    /// @param backInService how long after the last fault the slowest node answered again
    /// @param troubles what did not go as planned: a breakage that did not come about, a buyer who
    ///     died
    record Result(History history, Duration backInService, List<String> troubles) {
        Result {
            troubles = List.copyOf(troubles);
        }
    }

    Result run() throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Admin admin = new Admin(shop, sale, random.split());
        admin.openSale();
        Crowd crowd = new Crowd(shop, recorder, sale, random.split());
        try (Observer observer = new Observer(world.ledger().port(), sale, recorder);
                Keeper keeper = new Keeper(world.ledger().port(), world.postgres().port(), sale)) {
            underLoad(admin, crowd);
            crowd.settle();
            keeper.awaitNoHolds(AT_REST);
            for (int round = 0; round < ROUNDS && (round == 0 || keeper.hasUnits()); round++) {
                crowd.buyTheRest("rest" + round);
                keeper.awaitNoHolds(AT_REST); // a payment that did not come in time
            }
            keeper.awaitRows(AT_REST);
            troubles.addAll(crowd.failures());
            observer.failure().ifPresent(it -> troubles.add("nobody watched: " + it));
            return new Result(history(keeper.books()), backInService(), List.copyOf(troubles));
        }
    }

    private void underLoad(Admin admin, Crowd crowd) {
        crowd.start();
        admin.start();
        try {
            schedule.strikes()
                    .forEach(it -> strikes.add(Thread.ofPlatform().start(() -> strike(it))));
            LockSupport.parkNanos(SHORTEST.toNanos());
            strikes.forEach(Drill::join);
            world.awaitReady();
            LockSupport.parkNanos(AFTERWARDS.toNanos());
        } finally {
            crowd.stop();
            admin.stop();
        }
    }

    private void strike(Schedule.Strike strike) {
        LockSupport.parkNanos(Duration.ofMillis(strike.afterMs()).toNanos());
        long begin = recorder.now();
        try {
            strike.breakage().strike(world, sale, strike.random());
            recorder.fault(new Fault(strike.breakage().name(), begin, recorder.now()));
        } catch (RuntimeException e) {
            troubles.add(strike.breakage() + " did not strike: " + e);
        }
    }

    /// What is known of a run that did not come to its end.
    History soFar() {
        return history(new Books(new Counters(0, 0, 0, 0), List.of(), List.of()));
    }

    private History history(Books books) {
        return new History(
                seed,
                Crowd.LIMIT,
                recorder.operations(),
                recorder.snapshots(),
                recorder.events(),
                recorder.faults(),
                books);
    }

    /// How long after the end of the last fault every node had given a definite answer to something
    /// it was asked since.
    private Duration backInService() {
        long whole = recorder.faults().stream().mapToLong(Fault::end).max().orElse(0);
        long slowest = whole;
        for (int i = 0; i < shop.nodes(); i++) {
            int node = i;
            slowest =
                    Math.max(
                            slowest,
                            recorder.served().stream()
                                    .filter(it -> it.node() == node && it.begin() >= whole)
                                    .mapToLong(Recorder.Served::end)
                                    .min()
                                    .orElse(Long.MAX_VALUE));
        }
        return Duration.ofNanos(slowest - whole);
    }

    /// Purchases under way while something was broken that ended with an order.
    static long soldMeanwhile(History history) {
        return history.operations().stream()
                .filter(it -> it.request() instanceof Request.Buy)
                .filter(it -> it.answer() instanceof Answer.Order)
                .filter(
                        it ->
                                history.faults().stream()
                                        .anyMatch(
                                                fault ->
                                                        it.begin() < fault.end()
                                                                && it.end() > fault.begin()))
                .count();
    }

    /// The run in one line.
    static String line(Result result, Schedule schedule) {
        History it = result.history();
        return String.format(
                Locale.ROOT,
                "seed %d: %s; %d operations, %d orders, %d while broken; back after %d ms, all in %d ms",
                it.seed(),
                schedule,
                it.operations().size(),
                it.books().orders().size(),
                soldMeanwhile(it),
                result.backInService().toMillis(),
                it.operations().getLast().end() / 1_000_000);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
