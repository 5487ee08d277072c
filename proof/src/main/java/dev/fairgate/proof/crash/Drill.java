package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.History;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// One seed: a sale of its own in a [World] that lives on, a crowd, breakages, rest, and the books.
final class Drill {

    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);
    private static final Duration AT_REST = Duration.ofSeconds(30);

    private final World world;
    private final long seed;
    private final Schedule schedule;
    private final String sale;
    private final Recorder recorder = new Recorder();
    private final Shop shop;
    private final List<Thread> strikes = new ArrayList<>();

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
    record Result(History history, Duration backInService) {}

    Result run() throws IOException {
        Admin admin = new Admin(shop, sale, seed);
        admin.openSale();
        Crowd crowd = new Crowd(shop, recorder, sale, seed);
        try (Observer _ = new Observer(world.ledger().port(), sale, recorder);
                Keeper keeper = new Keeper(world.ledger().port(), world.postgres().port(), sale)) {
            underLoad(admin, crowd);
            crowd.settle();
            keeper.awaitNoHolds(AT_REST);
            crowd.buyTheRest();
            keeper.awaitRows(AT_REST);
            return result(keeper.books());
        }
    }

    private void underLoad(Admin admin, Crowd crowd) {
        crowd.start();
        admin.start();
        schedule.strikes().forEach(it -> strikes.add(Thread.ofPlatform().start(() -> strike(it))));
        LockSupport.parkNanos(SHORTEST.toNanos());
        strikes.forEach(Drill::join);
        world.awaitReady();
        LockSupport.parkNanos(AFTERWARDS.toNanos());
        admin.stop();
        crowd.stop();
    }

    private void strike(Schedule.Strike strike) {
        LockSupport.parkNanos(Duration.ofMillis(strike.afterMs()).toNanos());
        long begin = recorder.now();
        strike.breakage().strike(world, sale, strike.random());
        recorder.fault(new Fault(strike.breakage().name(), begin, recorder.now()));
    }

    private Result result(Books books) {
        History history =
                new History(
                        seed,
                        Crowd.LIMIT,
                        recorder.operations(),
                        recorder.snapshots(),
                        recorder.events(),
                        recorder.faults(),
                        books);
        return new Result(history, backInService());
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

    /// The run in one line.
    static String line(Result result, Schedule schedule) {
        History it = result.history();
        return String.format(
                Locale.ROOT,
                "seed %d: %s; %d operations, %d events, %d orders; back in service after %d ms, all in %d ms",
                it.seed(),
                schedule,
                it.operations().size(),
                it.events().size(),
                it.books().orders().size(),
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
