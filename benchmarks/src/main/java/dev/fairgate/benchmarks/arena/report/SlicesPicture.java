package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Slice;
import dev.fairgate.benchmarks.arena.report.Svg.Caption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How many people of each slice were met by a harm: a dot for the share, a whisker for its bounds.
final class SlicesPicture {

    private static final int WIDTH = 460;
    private static final int ROW = 26;
    private static final int LONGEST = 22;

    /// A scale ends here at least, so that nothing looks large that is not.
    private static final double LEAST_HIGH = 0.02;

    private final Pool pool;
    private final Harm harm;
    private final Frame frame;
    private final Scale across;

    private SlicesPicture(Pool pool, Harm harm) {
        this.pool = pool;
        this.harm = harm;
        this.frame = new Frame(150, 30, 192, ROW * (pool.slices().size() + 1) + 8);
        double high = pool.slices().stream().mapToDouble(it -> harm.of(it).high()).max().orElse(1);
        this.across = new Scale(0, Math.max(LEAST_HIGH, high), frame.left(), frame.right());
    }

    static String of(String id, Pool pool, Harm harm) {
        return new SlicesPicture(pool, harm).svg(id);
    }

    private String svg(String id) {
        String heading = "Simulated people " + harm.title() + ", by slice";
        Svg svg = Svg.scaled(new Caption(id, heading, told()), WIDTH, (int) frame.bottom() + 26);
        svg.text("ink bold", 0, 14, heading);
        shares(svg);
        double y = frame.top() + ROW / 2.0;
        row(svg, y, "all", pool.of(harm), "ink bold");
        svg.line("grid-line", 0, y + ROW / 2.0 + 3, WIDTH, y + ROW / 2.0 + 3);
        y += 8;
        for (Slice slice : pool.slices()) {
            y += ROW;
            row(svg, y, slice.name(), harm.of(slice), "ink");
        }
        return svg.end();
    }

    private void shares(Svg svg) {
        for (double tick : across.ticks(4)) {
            double x = across.at(tick);
            svg.line(tick == 0 ? "soft-line" : "grid-line", x, frame.top(), x, frame.bottom());
            svg.text("soft small middle", x, frame.bottom() + 16, percent(tick));
        }
    }

    private void row(Svg svg, double y, String name, Wilson share, String style) {
        String shown = name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
        svg.text(style, 0, y + 4, shown);
        svg.text(style + " small end", WIDTH, y + 4, Figures.bounded(share));
        if (share.total() > 0) {
            double low = across.at(share.low());
            double high = across.at(share.high());
            svg.line("people-line whisker", low, y, high, y);
            svg.dot("people", across.at(share.share()), y, 4.5);
        }
    }

    private static String percent(double share) {
        double percent = 100 * share;
        boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        return String.format(Locale.ROOT, whole ? "%.0f %%" : "%.1f %%", percent);
    }

    private String told() {
        List<Slice> slices = pool.slices();
        return slices.stream()
                .map(it -> it.name() + " " + Figures.bounded(harm.of(it)))
                .collect(
                        Collectors.joining(
                                "; ", "All " + Figures.bounded(pool.of(harm)) + "; ", "."));
    }
}
