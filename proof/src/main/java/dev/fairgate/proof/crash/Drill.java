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
    /// @param backInService for each fault how long after it the slowest node answered again
    record Result(History history, List<Duration> backInService) {
        Result {
            backInService = List.copyOf(backInService);
        }
    }

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
        return new Result(history, history.faults().stream().map(this::backAfter).toList());
    }

    /// How long after the end of a fault every node had given a definite answer to what it was
    /// asked since.
    private Duration backAfter(Fault fault) {
        long slowest = fault.end();
        for (int node = 0; node < shop.nodes(); node++) {
            int one = node;
            long first =
                    recorder.served().stream()
                            .filter(it -> it.node() == one && it.begin() >= fault.end())
                            .mapToLong(Recorder.Served::end)
                            .min()
                            .orElse(Long.MAX_VALUE);
            slowest = Math.max(slowest, first);
        }
        return Duration.ofNanos(slowest - fault.end());
    }

    /// The run in one line.
    static String line(Result result, Schedule schedule) {
        History it = result.history();
        return String.format(
                Locale.ROOT,
                "seed %d: %s; %d operations, %d events, %d orders; back in service after %s",
                it.seed(),
                schedule,
                it.operations().size(),
                it.events().size(),
                it.books().orders().size(),
                result.backInService().stream().map(d -> d.toMillis() + " ms").toList());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
