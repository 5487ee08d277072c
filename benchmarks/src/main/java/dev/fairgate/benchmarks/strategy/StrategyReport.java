package dev.fairgate.benchmarks.strategy;

import dev.fairgate.benchmarks.BarChart;
import dev.fairgate.benchmarks.Machine;
import dev.fairgate.benchmarks.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The figures of one run: as a table for people, as JSON for comparisons, as pictures.
final class StrategyReport {

    /// The columns after the strategy's name.
    static final List<String> COLUMNS =
            List.of(
                    "sales/s",
                    "least to most",
                    "ours is",
                    "attempts",
                    "p50 ms",
                    "p99 ms",
                    "unsold",
                    "bytes/sale");

    private final List<Cell> cells;
    private final double seconds;

    StrategyReport(List<Cell> cells, double seconds) {
        this.cells = List.copyOf(cells);
        this.seconds = seconds;
    }

    /// The table.
    String table() {
        StringBuilder text = new StringBuilder();
        for (int clients : clients()) {
            text.append(line("%n%-22s".formatted(people(clients)), COLUMNS));
            for (Cell cell : of(clients)) {
                text.append(line("  %-20s".formatted(cell.strategy()), texts(cell)));
            }
        }
        return text + "%n%s%s, %.0f s in all%n".formatted(legend(), Machine.describe(), seconds);
    }

    private static String line(String head, List<String> texts) {
        StringBuilder line = new StringBuilder(head);
        texts.forEach(text -> line.append("%18s".formatted(text)));
        return line.append(System.lineSeparator()).toString();
    }

    private String legend() {
        return """
               sales/s: median of %d rounds. ours is: our sales/s as a multiple. attempts: per \
               sale. ms: from asking to the answer.
               unsold: of the units, when one buyer came for each, once. bytes/sale: memory \
               of Redis keys, or growth of tables and indexes.
               Every answer after its order was on disk: appendfsync always, synchronous_commit on.
               """
                .formatted(cells.getFirst().rounds().size());
    }

    static String people(int clients) {
        return clients == 1 ? "1 client" : clients + " clients";
    }

    /// What stands in the [#COLUMNS].
    List<String> texts(Cell cell) {
        Spread rate = cell.spread(Rush::perSecond);
        return List.of(
                number("%,.0f", rate.median()),
                number("%,.0f", rate.min()) + " to " + number("%,.0f", rate.max()),
                number("%.1f ×", ours(cell.clients()).timesTheSalesOf(cell).median()),
                number("%.2f", cell.median(Rush::attemptsPerSale)),
                number("%.2f", cell.median(rush -> rush.latencyMs(50))),
                number("%.2f", cell.median(rush -> rush.latencyMs(99))),
                number("%.1f %%", cell.median(Rush::unsoldShare) * 100),
                number("%,.0f", cell.bytesPerSale()));
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }

    List<Integer> clients() {
        return cells.stream().map(Cell::clients).distinct().toList();
    }

    /// The strategies at a number of clients, ours first.
    List<Cell> of(int clients) {
        return cells.stream().filter(cell -> cell.clients() == clients).toList();
    }

    private Cell ours(int clients) {
        return of(clients).getFirst();
    }

    /// Writes `strategies.json`, the table as a picture, and bars of rate and latency.
    void write(Path root, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Machine.facts());
        json.put("commit", Machine.commit(root));
        json.put("seconds", seconds);
        json.put("cells", cells.stream().map(this::figures).toList());
        Files.writeString(
                folder.resolve("strategies.json"),
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(json));
        Files.writeString(
                folder.resolve("strategies.svg"),
                new TablePicture(this, legend() + Machine.describe()).svg());
        bars(new BarChart("Sales per second", "1/s").logarithmic(100), Rush::perSecond)
                .save(folder.resolve("strategies-rate"));
        bars(new BarChart("p99", "ms").logarithmic(0.1), rush -> rush.latencyMs(99))
                .save(folder.resolve("strategies-p99"));
    }

    private Map<String, Object> figures(Cell cell) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("strategy", cell.strategy());
        figures.put("clients", cell.clients());
        figures.put("units", cell.units());
        figures.put("salesPerSecond", cell.spread(Rush::perSecond));
        figures.put("oursIsTimes", ours(cell.clients()).timesTheSalesOf(cell));
        figures.put("attemptsPerSale", cell.spread(Rush::attemptsPerSale));
        figures.put("p50Ms", cell.spread(rush -> rush.latencyMs(50)));
        figures.put("p99Ms", cell.spread(rush -> rush.latencyMs(99)));
        figures.put("unsoldShare", cell.spread(Rush::unsoldShare));
        figures.put("bytesPerSale", cell.bytesPerSale());
        return figures;
    }

    private BarChart bars(BarChart chart, ToDoubleFunction<Rush> figure) {
        List<String> groups = clients().stream().map(StrategyReport::people).toList();
        for (Cell first : of(clients().getFirst())) {
            chart.add(
                    first.strategy(),
                    groups,
                    cells.stream()
                            .filter(cell -> cell.strategy().equals(first.strategy()))
                            .map(cell -> cell.median(figure))
                            .toList());
        }
        return chart;
    }
}
