package dev.fairgate.benchmarks.arena.report;

import java.util.Locale;

/// The plot within a picture, and its axes.
record Frame(double left, double top, double width, double height) {

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /// Time from left to right.
    Scale across(Window window) {
        return new Scale(window.fromMs(), window.toMs(), left, right());
    }

    /// Counts from the bottom up.
    Scale up(double most) {
        return new Scale(0, Math.max(1, most), bottom(), top);
    }

    /// Lines across the plot, with their counts beside them.
    void counts(Svg svg, Scale up) {
        for (double tick : up.ticks(4)) {
            if (tick != Math.rint(tick)) {
                continue; // there is no half of a unit
            }
            double y = up.at(tick);
            svg.line("grid-line", left, y, right(), y);
            svg.text("soft small end", left - 6, y + 4, Figures.count(Math.round(tick)));
        }
    }

    /// Seconds under the plot.
    void seconds(Svg svg, Scale across) {
        Scale seconds = new Scale(across.low() / 1e3, across.high() / 1e3, left, right());
        svg.line("soft-line", left, bottom(), right(), bottom());
        for (double tick : seconds.ticks(6)) {
            svg.line("soft-line", seconds.at(tick), bottom(), seconds.at(tick), bottom() + 4);
            svg.text("soft small middle", seconds.at(tick), bottom() + 18, label(tick));
        }
    }

    private static String label(double seconds) {
        boolean whole = seconds == Math.rint(seconds);
        return String.format(Locale.ROOT, whole ? "%.0f s" : "%.1f s", seconds).replace('-', '−');
    }
}
