package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.reference.UnguardedShop;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The purchase benchmark: starts everything, measures scenario after scenario in rounds, and
/// writes the table, `latest.json` and pictures.
///
/// Rounds go through all scenarios in turn, so that a ratio compares what ran within seconds of
/// each other. Every scenario is warmed first.
public final class Bench {

    private static final int FIRST_REQUESTS = 4_000;
    private static final int MOST_REQUESTS = 60_000;
    private static final double COLD_SECONDS = 8;
    private static final double NEARLY_AT_REST = 0.03;
    private static final int STARTS = 3;

    /// Rows that need neither the shop with the default policy nor the unguarded one.
    private static final Set<String> OTHERS =
            Set.of("64 addresses", "one address", "challenged", "drain", "swaps", "ready");

    private final Workplace place;
    private final Effort effort;
    private final Scenarios scenarios;
    private final Set<String> only;

    private Bench(Workplace place, Effort effort, Set<String> only) {
        this.place = place;
        this.effort = effort;
        this.only = only;
        this.scenarios = new Scenarios(place.tokens());
    }

    /// How much is measured.
    ///
    /// @param rounds per scenario
    /// @param seconds that a round takes, about
    /// @param warmSeconds of load before the first round, at most
    record Effort(int rounds, double seconds, double warmSeconds) {
        static final Effort FULL = new Effort(5, 3, 60);
        static final Effort QUICK = new Effort(3, 2, 15);
    }

    /// The command line of `./bench`.
    ///
    /// @param arguments `--quick` measures less, and less reliably; names of rows measure only
    ///     those
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("fairgate.root", "."));
        Effort effort = List.of(arguments).contains("--quick") ? Effort.QUICK : Effort.FULL;
        Set<String> only = new HashSet<>(List.of(arguments));
        only.remove("--quick");
        long begin = System.nanoTime();
        Workplace place = new Workplace(root);
        Runtime.getRuntime().addShutdownHook(new Thread(place::endChildren, "stop"));
        Bench bench = new Bench(place, effort, only);
        List<Series> all = new ArrayList<>();
        all.addAll(bench.gate());
        all.addAll(bench.hotAddress());
        all.addAll(bench.challenges());
        Optional<Drain.Rates> drain = bench.drain();
        Optional<Swaps.Steps> swaps = bench.swaps();
        Optional<ReadyTime.Starts> starts = bench.ready();
        Report report =
                new Report(all, drain, swaps, starts, root, (System.nanoTime() - begin) / 1e9);
        System.out.println(report.table());
        report.write(root.resolve("benchmarks/target/results"));
    }

    private List<Series> gate() throws IOException, InterruptedException {
        if (!only.isEmpty() && OTHERS.containsAll(only)) {
            return List.of();
        }
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            Shop shop = keep(parts, Shop.start(place, "gate", "default"));
            Reference reference = reference(parts);
            say("a shop, and the unguarded one beside it, are up");
            return measure(
                    scenarios.hello(reference.process(), reference.port()),
                    scenarios.unguarded("unguarded", true, reference.port(), reference.meters()),
                    scenarios.guarded("guarded", true, shop),
                    scenarios.unguarded(
                            "unguarded, tokens cold", false, reference.port(), reference.meters()),
                    scenarios.guarded("guarded, tokens cold", false, shop),
                    scenarios.soldOut(shop),
                    scenarios.soldOutWithKey(shop),
                    scenarios.blocked(shop));
        } finally {
            Workplace.closeAll(parts);
        }
    }

    private List<Series> hotAddress() throws IOException, InterruptedException {
        if (!isWanted("64 addresses", "one address")) {
            return List.of();
        }
        try (Shop shop = Shop.start(place, "wide", "limits-wide")) {
            say("a shop with limits that nobody reaches is up");
            return measure(
                    scenarios.addresses("64 addresses", Scenarios.FEW, shop),
                    scenarios.addresses("one address", 1, shop));
        }
    }

    private List<Series> challenges() throws IOException, InterruptedException {
        if (!isWanted("challenged")) {
            return List.of();
        }
        try (Shop shop = Shop.start(place, "strict", "strict")) {
            say("a shop that challenges everybody is up");
            return measure(scenarios.challenged(shop));
        }
    }

    private Optional<Drain.Rates> drain() throws IOException, InterruptedException {
        if (!only.contains("drain")) { // on demand: the whole table takes long enough
            return Optional.empty();
        }
        say("a shop whose PostgreSQL is away for a while");
        return Optional.of(Drain.measure(place, scenarios, effort.rounds() / 2 + 1));
    }

    private Optional<Swaps.Steps> swaps() throws IOException, InterruptedException {
        if (!only.contains("swaps")) {
            return Optional.empty();
        }
        say("a shop whose policy is changed while it sells");
        return Optional.of(Swaps.measure(place, scenarios, effort.rounds()));
    }

    private Optional<ReadyTime.Starts> ready() throws IOException, InterruptedException {
        if (!isWanted("ready")) {
            return Optional.empty();
        }
        say("starts of everything in one process");
        return Optional.of(new ReadyTime(place).measure(STARTS));
    }

    private boolean isWanted(String... names) {
        return only.isEmpty() || Stream.of(names).anyMatch(only::contains);
    }

    private record Reference(JavaProcess process, int port, List<Meter> meters) {}

    private Reference reference(Deque<AutoCloseable> parts)
            throws IOException, InterruptedException {
        Path folder = place.folder("unguarded");
        RedisProcess ledger =
                keep(parts, RedisProcess.ledger(folder.resolve("ledger"), FreePort.next()));
        ledger.start();
        RedisMeter redis = keep(parts, new RedisMeter("ledger Redis", ledger.port()));
        redis.put("stock", Integer.toString(Shop.OPEN_SALE_UNITS));
        int port = FreePort.next();
        List<String> command = new ArrayList<>(place.main(UnguardedShop.class));
        command.add("--server.port=" + port);
        command.add("--spring.data.redis.port=" + ledger.port());
        command.addAll(place.keys());
        JavaProcess process =
                JavaProcess.start(
                        "engine JVM",
                        folder.resolve("unguarded.log"),
                        command,
                        URI.create("http://127.0.0.1:" + port + "/hello"));
        keep(parts, process);
        return new Reference(process, port, List.of(process, redis));
    }

    private List<Series> measure(Scenario... all) throws IOException {
        Scenario[] rows =
                Stream.of(all)
                        .filter(row -> only.isEmpty() || only.contains(row.name()))
                        .toArray(Scenario[]::new);
        List<Series> series = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (Scenario row : rows) {
            sizes.add(warm(row));
            series.add(new Series(row));
        }
        for (int round = 1; round <= effort.rounds(); round++) {
            for (int i = 0; i < rows.length; i++) {
                series.get(i).rounds().add(Round.measure(rows[i], sizes.get(i)));
            }
            say("round " + round + " of " + effort.rounds());
        }
        return series;
    }

    /// Runs a scenario until its code is compiled: until the compilers nearly rest, or for as long
    /// as the effort allows.
    ///
    /// @return how many requests make a round of the wanted length
    private int warm(Scenario scenario) throws IOException {
        double seconds = 0;
        int requests = FIRST_REQUESTS;
        while (true) {
            Round round = Round.warm(scenario, requests);
            seconds += round.outcome().nanos() / 1e9;
            requests =
                    (int)
                            Math.clamp(
                                    round.perSecond() * effort.seconds(),
                                    FIRST_REQUESTS,
                                    MOST_REQUESTS);
            boolean compiled = seconds > COLD_SECONDS && round.compiling() < NEARLY_AT_REST;
            if (compiled || seconds >= effort.warmSeconds()) {
                say(
                        "%s after %.0f s: %s, about %,.0f/s at %.0f µs (compilers %.0f %%)"
                                .formatted(
                                        compiled ? "warm" : "not quite warm",
                                        seconds,
                                        scenario.name(),
                                        round.perSecond(),
                                        round.cpuMicros(),
                                        round.compiling() * 100));
                return requests;
            }
        }
    }

    private static <T extends AutoCloseable> T keep(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static void say(String what) {
        System.out.printf(Locale.ROOT, "%tT  %s%n", System.currentTimeMillis(), what);
    }
}
