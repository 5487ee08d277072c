package dev.fairgate.benchmarks.strategy;

import java.util.List;
import java.util.Locale;

/// The table as an SVG, with a bar for the sales per second.
final class TablePicture {

    private static final int WIDTH = 1020;
    private static final int LINE = 21;
    private static final int NAME_END = 190;
    private static final int BAR = 180;
    private static final int COLUMN = 90;

    /// The column that the bar stands for in the picture.
    private static final String SPREAD = "least to most";

    private final StrategyReport report;
    private final String legend;
    private final StringBuilder svg = new StringBuilder();
    private int y = LINE;

    TablePicture(StrategyReport report, String legend) {
        this.report = report;
        this.legend = legend;
    }

    String svg() {
        double most =
                report.clients().stream()
                        .flatMap(clients -> report.of(clients).stream())
                        .mapToDouble(cell -> cell.median(Rush::perSecond))
                        .max()
                        .orElseThrow();
        for (int clients : report.clients()) {
            text(12, "start", "bold", StrategyReport.people(clients));
            columns(StrategyReport.COLUMNS, "bold");
            y += LINE;
            for (Cell cell : report.of(clients)) {
                row(cell, cell.median(Rush::perSecond) / most);
            }
            y += LINE / 2;
        }
        legend.lines().forEach(this::legendLine);
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d"
                    font-family="sans-serif" font-size="13">
               <rect width="100%%" height="100%%" fill="#fff"/>
               %3$s</svg>
               """
                .formatted(WIDTH, y, svg);
    }

    private void row(Cell cell, double share) {
        text(24, "start", "normal", cell.strategy());
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"13\" fill=\"#3b7dd8\"/>%n",
                        NAME_END,
                        y - 11,
                        Math.max(1, share * BAR)));
        columns(report.texts(cell), "normal");
        y += LINE;
    }

    private void columns(List<String> texts, String weight) {
        int x = NAME_END + BAR;
        for (int i = 0; i < texts.size(); i++) {
            if (!StrategyReport.COLUMNS.get(i).equals(SPREAD)) {
                x += COLUMN;
                text(x, "end", weight, texts.get(i));
            }
        }
    }

    private void legendLine(String line) {
        text(12, "start", "normal", line);
        y += LINE;
    }

    private void text(int x, String anchor, String weight, String text) {
        svg.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n"
                        .formatted(x, y, anchor, weight, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
