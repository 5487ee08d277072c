package dev.fairgate.risk;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The table of metrics in docs/operations.md, and the metrics that a registry has: each by name,
/// with the labels it has.
final class MetricsTable {

    private static final String SECTION = "## Metrics of the risk service";
    private static final Pattern ROW =
            Pattern.compile("\\| `(fairgate\\.[a-z.]+)` \\| [^|]+ \\| ([^|]*) \\| [^|]+ \\|");

    private MetricsTable() {}

    static Map<String, String> documented() {
        try {
            String page = Files.readString(Path.of("../docs/operations.md"));
            int begin = page.indexOf(SECTION) + SECTION.length();
            int end = page.indexOf("\n## ", begin);
            Matcher rows = ROW.matcher(page.substring(begin, end < 0 ? page.length() : end));
            Map<String, String> table = new TreeMap<>();
            while (rows.find()) {
                table.put(rows.group(1), rows.group(2).replace("`", "").replace("–", "").strip());
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> registered(MeterRegistry registry) {
        Map<String, TreeSet<String>> labels = new TreeMap<>();
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("fairgate."))
                .forEach(
                        id ->
                                labels.computeIfAbsent(id.getName(), _ -> new TreeSet<>())
                                        .addAll(id.getTags().stream().map(Tag::getKey).toList()));
        return labels.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> String.join(", ", entry.getValue()),
                                (one, _) -> one,
                                TreeMap::new));
    }
}
