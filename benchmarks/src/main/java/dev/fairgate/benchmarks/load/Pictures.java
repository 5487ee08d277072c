package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.BarChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The figures as SVG: processor time per request by process, and latency.
final class Pictures {

    private static final List<String> PROCESSES =
            List.of("engine JVM", "risk JVM", "ledger Redis", "risk Redis");

    private Pictures() {}

    static void write(List<Series> all, Path folder) throws IOException {
        BarChart cpu = new BarChart("Processor time per request", "µs").stacked();
        for (String process : PROCESSES) {
            add(cpu, process, all, round -> cpuMicros(round, process));
        }
        cpu.save(folder.resolve("cpu"));
        BarChart latency = new BarChart("Latency, 64 in flight", "ms");
        add(latency, "p50", all, round -> round.latencyMs(50));
        add(latency, "p99", all, round -> round.latencyMs(99));
        add(latency, "p99.9", all, round -> round.latencyMs(99.9));
        latency.save(folder.resolve("latency"));
        BarChart rate = new BarChart("Requests per second", "1/s");
        add(rate, "requests/s", all, round -> round.outcome().perSecond());
        rate.save(folder.resolve("rate"));
    }

    private static double cpuMicros(Round round, String process) {
        Meter.Reading reading = round.used().get(process);
        return reading == null ? 0 : reading.cpuNanos() / 1e3 / round.outcome().requests();
    }

    private static void add(
            BarChart chart, String name, List<Series> all, ToDoubleFunction<Round> figure) {
        chart.add(
                name,
                all.stream().map(series -> series.scenario().name()).toList(),
                all.stream().map(series -> series.spread(figure).median()).toList());
    }
}
