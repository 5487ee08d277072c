package dev.fairgate.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/// The figures as SVG: processor time per request by process, and latency.
final class Pictures {

    private static final List<String> PROCESSES =
            List.of("engine JVM", "risk JVM", "ledger Redis", "risk Redis");

    private Pictures() {}

    static void write(List<Series> all, Path folder) throws IOException {
        CategoryChart cpu = chart("Processor time per request", "µs");
        cpu.getStyler().setStacked(true);
        for (String process : PROCESSES) {
            add(cpu, process, all, round -> cpuMicros(round, process));
        }
        save(cpu, folder.resolve("cpu"));
        CategoryChart latency = chart("Latency, 64 in flight", "ms");
        add(latency, "p50", all, round -> round.latencyMs(50));
        add(latency, "p99", all, round -> round.latencyMs(99));
        add(latency, "p99.9", all, round -> round.latencyMs(99.9));
        save(latency, folder.resolve("latency"));
        CategoryChart rate = chart("Requests per second", "1/s");
        add(rate, "requests/s", all, round -> round.outcome().perSecond());
        save(rate, folder.resolve("rate"));
    }

    private static double cpuMicros(Round round, String process) {
        Meter.Reading reading = round.used().get(process);
        return reading == null ? 0 : reading.cpuNanos() / 1e3 / round.outcome().requests();
    }

    private static CategoryChart chart(String title, String unit) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(1100)
                        .height(520)
                        .title(title)
                        .yAxisTitle(unit)
                        .build();
        chart.getStyler().setXAxisLabelRotation(30);
        return chart;
    }

    private static void add(
            CategoryChart chart, String name, List<Series> all, ToDoubleFunction<Round> figure) {
        chart.addSeries(
                name,
                all.stream().map(series -> series.scenario().name()).toList(),
                all.stream().map(series -> series.spread(figure).median()).toList());
    }

    private static void save(CategoryChart chart, Path file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
