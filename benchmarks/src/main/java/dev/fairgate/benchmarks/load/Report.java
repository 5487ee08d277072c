package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.Machine;
import dev.fairgate.benchmarks.Spread;
import dev.fairgate.benchmarks.load.Meter.Reading;
import dev.fairgate.benchmarks.load.ReadyTime.Starts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The figures of one run: as a table for people, as JSON for comparisons, as pictures.
final class Report {

    private final List<Series> all;
    private final Optional<Drain.Rates> drain;
    private final Optional<Swaps.Steps> swaps;
    private final Optional<Starts> starts;
    private final Path root;
    private final double seconds;

    Report(
            List<Series> all,
            Optional<Drain.Rates> drain,
            Optional<Swaps.Steps> swaps,
            Optional<Starts> starts,
            Path root,
            double seconds) {
        this.all = all;
        this.drain = drain;
        this.swaps = swaps;
        this.starts = starts;
        this.root = root;
        this.seconds = seconds;
    }

    /// The table, medians of all rounds.
    String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%-24s %8s %7s %7s %7s  %-28s %-26s %-14s %s%n"
                        .formatted(
                                "",
                                "req/s",
                                "p50 ms",
                                "p99",
                                "p99.9",
                                "CPU µs/request",
                                "Redis commands, trips",
                                "KiB allocated",
                                "answers"));
        all.forEach(series -> text.append(row(series)));
        text.append("%n");
        text.append("ratios (median of the rounds; least to most)%n");
        ratios().forEach(
                        (name, spread) ->
                                text.append("  %-16s %s%n".formatted(name, text(spread))));
        drain.ifPresent(it -> text.append(drained(it)));
        swaps.ifPresent(it -> text.append(swapped(it)));
        starts.ifPresent(it -> text.append(ready(it)));
        text.append("%s, %.0f s in all%n".formatted(Machine.describe(), seconds));
        return text.toString().formatted();
    }

    private static String swapped(Swaps.Steps steps) {
        return String.format(
                Locale.ROOT,
                "p99 while the policy was changed %d times, to that without: %s%n",
                steps.changes(),
                text(steps.ratio()));
    }

    private static String drained(Drain.Rates rates) {
        return String.format(
                Locale.ROOT,
                "orders to PostgreSQL (1/s): %s drained after it was away, %s accepted meanwhile%n",
                text(rates.drained()),
                text(rates.accepted()));
    }

    private static String ready(Starts starts) {
        return String.format(
                Locale.ROOT,
                "first run ready after (s): %s with the AOT cache, %s as the plain jar%n",
                text(Starts.spread(starts.cached())),
                text(Starts.spread(starts.plain())));
    }

    private static String text(Spread spread) {
        return String.format(
                Locale.ROOT, "%.2f  (%.2f to %.2f)", spread.median(), spread.min(), spread.max());
    }

    private static String row(Series series) {
        return String.format(
                Locale.ROOT,
                "%-24s %8.0f %7.2f %7.2f %7.2f  %-28s %-26s %-14s %s%n",
                series.scenario().name(),
                series.spread(Round::perSecond).median(),
                series.spread(round -> round.latencyMs(50)).median(),
                series.spread(Round::p99Ms).median(),
                series.spread(round -> round.latencyMs(99.9)).median(),
                cpu(series),
                redis(series),
                allocated(series),
                answers(series));
    }

    private static String cpu(Series series) {
        StringBuilder text =
                new StringBuilder(
                        String.format(
                                Locale.ROOT, "%5.1f =", series.spread(Round::cpuMicros).median()));
        for (Meter meter : series.scenario().meters()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            " %.1f",
                            series.spread(per(meter, reading -> reading.cpuNanos() / 1e3))
                                    .median()));
        }
        return text.toString();
    }

    private static String redis(Series series) {
        StringBuilder text = new StringBuilder();
        for (Meter meter : series.scenario().meters()) {
            if (meter instanceof RedisMeter) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.2f  ",
                                series.spread(per(meter, Reading::commands)).median(),
                                series.spread(per(meter, Reading::roundTrips)).median()));
            }
        }
        return text.toString();
    }

    private static String allocated(Series series) {
        StringBuilder text = new StringBuilder();
        for (Meter meter : series.scenario().meters()) {
            if (meter instanceof JavaProcess) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f ",
                                series.spread(per(meter, it -> it.allocatedBytes() / 1024.0))
                                        .median()));
            }
        }
        return text.toString();
    }

    private static Map<Integer, Long> answers(Series series) {
        Map<Integer, Long> sum = new TreeMap<>();
        series.rounds()
                .forEach(
                        round ->
                                round.outcome()
                                        .answers()
                                        .forEach((status, n) -> sum.merge(status, n, Long::sum)));
        return sum;
    }

    private static ToDoubleFunction<Round> per(Meter meter, ToDoubleFunction<Reading> figure) {
        return round -> {
            Reading reading = round.used().get(meter.name());
            if (reading == null) {
                throw new IllegalStateException("not measured: " + meter.name());
            }
            return figure.applyAsDouble(reading) / round.outcome().requests();
        };
    }

    /// What the project holds itself to, each to its own baseline in the same run.
    private Map<String, Spread> ratios() {
        Map<String, Spread> ratios = new LinkedHashMap<>();
        ratio(ratios, "guardedCpu", "guarded", "unguarded", Round::cpuMicros);
        ratio(ratios, "guardedRate", "guarded", "unguarded", Round::perSecond);
        ratio(ratios, "soldOutRate", "sold out", "hello", Round::perSecond);
        ratio(ratios, "blockedRate", "blocked", "hello", Round::perSecond);
        ratio(ratios, "hotAddressP99", "one address", "64 addresses", Round::p99Ms);
        ratio(
                ratios,
                "guardedColdCpu",
                "guarded, tokens cold",
                "unguarded, tokens cold",
                Round::cpuMicros);
        ratio(ratios, "soldOutKeyRate", "sold out, with key", "hello", Round::perSecond);
        drain.ifPresent(it -> ratios.put("drainRate", it.ratio()));
        swaps.ifPresent(it -> ratios.put("swapP99", it.ratio()));
        starts.ifPresent(it -> ratios.put("readyTime", it.ratio()));
        return ratios;
    }

    private void ratio(
            Map<String, Spread> ratios,
            String name,
            String of,
            String to,
            ToDoubleFunction<Round> figure) {
        Optional<Series> above = find(of);
        Optional<Series> below = find(to);
        if (above.isPresent() && below.isPresent()) {
            ratios.put(name, above.get().ratio(below.get(), figure));
        }
    }

    private Optional<Series> find(String name) {
        return all.stream().filter(series -> series.scenario().name().equals(name)).findFirst();
    }

    /// Writes `latest.json`.
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Machine.facts());
        json.put("commit", Machine.commit(root));
        json.put("seconds", seconds);
        Map<String, Double> medians = new LinkedHashMap<>();
        ratios().forEach((name, spread) -> medians.put(name, spread.median()));
        json.put("ratios", medians);
        json.put("ratioSpreads", ratios());
        drain.ifPresent(it -> json.put("drain", it));
        swaps.ifPresent(it -> json.put("swaps", it));
        starts.ifPresent(
                it ->
                        json.put(
                                "readySeconds",
                                Map.of("plainJar", it.plain(), "aotCache", it.cached())));
        json.put("scenarios", all.stream().map(Report::figures).toList());
        Files.writeString(
                folder.resolve("latest.json"),
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(json));
        if (!all.isEmpty()) {
            Pictures.write(all, folder);
        }
    }

    private static Map<String, Object> figures(Series series) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", series.scenario().name());
        figures.put("requestsPerSecond", series.spread(Round::perSecond));
        figures.put("p50Ms", series.spread(round -> round.latencyMs(50)));
        figures.put("p99Ms", series.spread(Round::p99Ms));
        figures.put("p999Ms", series.spread(round -> round.latencyMs(99.9)));
        figures.put("cpuMicrosPerRequest", series.spread(Round::cpuMicros));
        Map<String, Object> processes = new LinkedHashMap<>();
        for (Meter meter : series.scenario().meters()) {
            processes.put(meter.name(), processFigures(series, meter));
        }
        figures.put("processes", processes);
        figures.put("answers", answers(series));
        return figures;
    }

    private static Map<String, Object> processFigures(Series series, Meter meter) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cpuMicrosPerRequest", series.spread(per(meter, it -> it.cpuNanos() / 1e3)));
        if (meter instanceof JavaProcess) {
            figures.put(
                    "allocatedBytesPerRequest", series.spread(per(meter, Reading::allocatedBytes)));
        } else {
            figures.put("commandsPerRequest", series.spread(per(meter, Reading::commands)));
            figures.put("roundTripsPerRequest", series.spread(per(meter, Reading::roundTrips)));
        }
        return figures;
    }
}
