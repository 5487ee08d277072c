package dev.fairgate.proof.crash;

import dev.fairgate.proof.check.Violation;
import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// A history as a page that needs nothing else: a line for each account, what it asked as bars,
/// faults behind them, the units left on top; and the same as JSON beside it.
final class TimelinePage {

    private static final double PIXELS_PER_SECOND = 80;
    private static final int LEFT = 140;
    private static final int STOCK = 60;
    private static final int ROW = 14;

    private final StringBuilder page = new StringBuilder();
    private final History history;
    private final Set<Integer> shown = new HashSet<>();
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    private TimelinePage(History history, List<Violation> violations) {
        this.history = history;
        violations.forEach(it -> shown.addAll(it.operations()));
        history.operations().forEach(it -> rows.putIfAbsent(it.account(), rows.size()));
    }

    /// Writes `seed-N.html` and `seed-N.json`.
    ///
    /// @return the page
    static Path write(Path folder, History history, List<Violation> violations) throws IOException {
        Files.createDirectories(folder);
        String name = "seed-" + history.seed();
        Files.writeString(
                folder.resolve(name + ".json"), new JsonMapper().writeValueAsString(history));
        TimelinePage page = new TimelinePage(history, violations);
        return Files.writeString(folder.resolve(name + ".html"), page.html(violations));
    }

    private String html(List<Violation> violations) {
        page.append(
                """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Seed %d</title><style>
                body{font:13px system-ui;margin:1em} svg{font:10px system-ui} li{margin:.2em 0}
                .order{fill:#2a9d5c} .refused{fill:#d9a520} .unknown{fill:#d0342c} .read{fill:#7aa7d9}
                .shown{stroke:#000;stroke-width:2} .fault{fill:#000;opacity:.12}
                </style></head><body><h1>Seed %d</h1>
                <p>Green: an order. Yellow: refused. Red: never heard. Blue: read. Grey: something is broken.
                Framed: part of what is wrong. Point at a bar to read it.</p><ul>
                """
                        .formatted(history.seed(), history.seed()));
        violations.forEach(
                it ->
                        line(
                                "<li><b>%s</b> %s %s</li>"
                                        .formatted(
                                                it.invariant(), text(it.what()), it.operations())));
        int height = STOCK + 30 + rows.size() * ROW;
        line("</ul><svg width=\"%s\" height=\"%d\">".formatted(x(last()) + 40, height));
        history.faults().forEach(it -> fault(it, height));
        stock();
        rows.forEach(
                (account, row) ->
                        line(
                                "<text x=\"0\" y=\"%d\">%s</text>"
                                        .formatted(y(row) + 9, text(account))));
        history.operations().forEach(this::bar);
        return page.append("</svg></body></html>\n").toString();
    }

    private void fault(Fault it, int height) {
        line(
                "<rect class=\"fault\" x=\"%s\" y=\"12\" width=\"%s\" height=\"%d\"/>"
                        .formatted(x(it.begin()), width(it.begin(), it.end()), height));
        int row = history.faults().indexOf(it); // two may begin together
        line(
                "<text x=\"%s\" y=\"%d\">%s</text>"
                        .formatted(x(it.begin()), 10 + row * ROW, text(it.what())));
    }

    private void stock() {
        page.append("<polyline fill=\"none\" stroke=\"#555\" points=\"");
        long most =
                history.snapshots().stream()
                        .mapToLong(it -> it.counters().allocation())
                        .max()
                        .orElse(1);
        for (Snapshot it : history.snapshots()) {
            double left = Math.max(0, it.counters().available()) / (double) Math.max(1, most);
            line("%s,%s ".formatted(x(it.at()), rounded(20 + STOCK * (1 - left))));
        }
        line("\"/><text x=\"0\" y=\"30\">units left of %d</text>".formatted(most));
    }

    private void bar(Operation it) {
        line(
                "<rect class=\"%s%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\">"
                        .formatted(
                                colour(it.answer()),
                                shown.contains(it.id()) ? " shown" : "",
                                x(it.begin()),
                                y(rows.getOrDefault(it.account(), 0)),
                                width(it.begin(), it.end()),
                                ROW - 4));
        line("<title>%s</title></rect>".formatted(text(it.toString())));
    }

    private static String colour(Answer answer) {
        return switch (answer) {
            case Answer.Order _ -> "order";
            case Answer.Refused _ -> "refused";
            case Answer.Unknown _ -> "unknown";
            case Answer.Orders _, Answer.Left _ -> "read";
        };
    }

    private long last() {
        return history.operations().stream().mapToLong(Operation::end).max().orElse(0);
    }

    private static int y(int row) {
        return STOCK + 30 + row * ROW;
    }

    private static double x(long at) {
        return rounded(LEFT + at / 1e9 * PIXELS_PER_SECOND);
    }

    private static double width(long begin, long end) {
        return rounded(Math.max(1.5, x(end) - x(begin)));
    }

    /// As a number is written everywhere, whatever the locale.
    private static double rounded(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }

    private void line(String html) {
        page.append(html).append('\n');
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
