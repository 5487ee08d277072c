package dev.fairgate.benchmarks.strategy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// The comparison: lets a rush on every strategy, with few clients and with many, and writes the
/// table, `strategies.json` and pictures.
///
/// Rounds go through all strategies in turn, so that a ratio compares what ran within seconds of
/// each other. Everything is warmed first, which also tells how many units make a round.
public final class Strategies {

    private static final List<Integer> CLIENTS = List.of(1, 8, 32, 128);
    private static final int ROUNDS = 5;
    private static final double ROUND_SECONDS = 1.2;
    private static final Duration WARM = Duration.ofMillis(1500);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LEAST_UNITS = 200;
    private static final int MOST_UNITS = 50_000;

    /// For the growth of a store: enough that what it allocates ahead does not count.
    private static final int UNITS_TO_KEEP = 4_000;

    private static final AtomicInteger SALES = new AtomicInteger();

    private Strategies() {}

    /// The command line of `./bench strategies`.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Path root = Path.of(System.getProperty("fairgate.root", "."));
        Path scratch = Files.createTempDirectory("fairgate-strategies");
        LoggingSystem.get(Strategies.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
        // Stopped from outside, too, the servers end.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () ->
                                        ProcessHandle.current()
                                                .descendants()
                                                .forEach(ProcessHandle::destroy),
                                "stop"));
        List<Cell> cells;
        try (Stores stores = Stores.start(scratch, root.resolve("benchmarks/target/postgres"))) {
            List<Strategy> all = stores.strategies();
            cells = measure(all);
            all.forEach(Strategy::close);
        }
        StrategyReport report = new StrategyReport(cells, (System.nanoTime() - begin) / 1e9);
        System.out.println(report.table());
        report.write(root, root.resolve("benchmarks/target/results"));
    }

    private static List<Cell> measure(List<Strategy> all) throws InterruptedException {
        List<Cell> cells = new ArrayList<>();
        for (Strategy strategy : all) {
            cells.addAll(warm(strategy));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            for (int clients : CLIENTS) {
                for (int i = 0; i < all.size(); i++) {
                    Cell cell = cells.get(i * CLIENTS.size() + CLIENTS.indexOf(clients));
                    cell.rounds().add(complete(all.get(i), clients, cell.units()));
                }
            }
            say("round " + round + " of " + ROUNDS);
        }
        return cells;
    }

    private static List<Cell> warm(Strategy strategy) throws InterruptedException {
        String sale = "kept-by-" + strategy.name().replaceAll("\\W+", "-").toLowerCase(Locale.ROOT);
        long before = strategy.bytes(sale);
        int sold = Rush.run(strategy, sale, 8, UNITS_TO_KEEP, LIMIT).sold();
        double bytesPerSale = (double) (strategy.bytes(sale) - before) / sold;
        List<Cell> cells = new ArrayList<>();
        for (int clients : CLIENTS) {
            double rate = Rush.run(strategy, newSale(), clients, MOST_UNITS, WARM).perSecond();
            int units = (int) Math.clamp(rate * ROUND_SECONDS, LEAST_UNITS, MOST_UNITS);
            cells.add(new Cell(strategy.name(), clients, units, bytesPerSale));
            say("warm: %s, %d clients, about %,.0f/s".formatted(strategy.name(), clients, rate));
        }
        return cells;
    }

    private static String newSale() {
        return "rush-" + SALES.incrementAndGet();
    }

    private static Rush complete(Strategy strategy, int clients, int units)
            throws InterruptedException {
        Rush rush = Rush.run(strategy, newSale(), clients, units, LIMIT);
        if (rush.asked() < units) {
            throw new IllegalStateException(
                    "%s, %d clients: not all buyers came within %s: the run is void"
                            .formatted(strategy.name(), clients, LIMIT));
        }
        return rush;
    }

    private static void say(String what) {
        System.out.printf(Locale.ROOT, "%tT  %s%n", System.currentTimeMillis(), what);
    }
}
