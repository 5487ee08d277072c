package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Moment;
import dev.fairgate.benchmarks.arena.report.Svg.Caption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

/// Units by owner as time goes by: people from the bottom up, bots on top of them.
final class UnitsPicture {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 256;

    private final Pool pool;
    private final Frame frame;
    private final Scale across;
    private final Scale up;

    private UnitsPicture(Pool pool, Window window, Frame frame) {
        this.pool = pool;
        this.frame = frame;
        this.across = frame.across(window);
        this.up = frame.up(pool.allocation());
    }

    static String of(String id, String heading, Pool pool, Window window) {
        Caption caption =
                new Caption(
                        id,
                        "Units by owner over time, " + heading,
                        "Of %s units simulated people have %s, bots %s. Sold out after: %s."
                                .formatted(
                                        Figures.count(pool.allocation()),
                                        Figures.count(pool.unitsOfPeople()),
                                        Figures.count(pool.unitsOfBots()),
                                        Figures.soldOut(pool.soldOutSeconds())));
        Svg svg = Svg.scaled(caption, WIDTH, HEIGHT);
        svg.text("ink bold", 0, 14, Figures.sentence(heading));
        draw(svg, new Frame(44, 48, 340, 182), pool, window);
        return svg.end();
    }

    static void draw(Svg svg, Frame frame, Pool pool, Window window) {
        new UnitsPicture(pool, window, frame).draw(svg);
    }

    private void draw(Svg svg) {
        frame.counts(svg, up);
        List<Moment> moments = pool.timeline();
        ToIntFunction<Moment> nobody = it -> 0;
        ToIntFunction<Moment> people = it -> it.people().units();
        ToIntFunction<Moment> all = it -> it.people().units() + it.bots().units();
        svg.path("people", area(moments, nobody, people));
        svg.path("bots", area(moments, people, all));
        frame.seconds(svg, across);
        soldOut(svg);
        labels(svg, total(moments, people), total(moments, all));
    }

    private CharSequence area(
            List<Moment> moments, ToIntFunction<Moment> below, ToIntFunction<Moment> above) {
        if (total(moments, below) == total(moments, above)) {
            return "";
        }
        List<String> points = new ArrayList<>(outline(moments, above));
        points.addAll(outline(moments, below).reversed());
        return "M" + String.join("L", points) + "Z";
    }

    /// Corners of the sum: a moment's units are spread evenly over it, and nothing is said where
    /// nothing happens.
    private List<String> outline(List<Moment> moments, ToIntFunction<Moment> units) {
        List<String> points = new ArrayList<>();
        points.add(point(across.low(), 0));
        int sum = 0;
        for (Moment moment : moments) {
            int more = units.applyAsInt(moment);
            if (more > 0) {
                points.add(point(moment.atMs(), sum));
                sum += more;
                points.add(point(moment.atMs() + Moment.STEP_MS, sum));
            }
        }
        points.add(point(across.high(), sum));
        return points;
    }

    private String point(double atMs, int units) {
        return Markup.number(across.at(atMs)) + " " + Markup.number(up.at(units));
    }

    private static int total(List<Moment> moments, ToIntFunction<Moment> units) {
        return moments.stream().mapToInt(units).sum();
    }

    /// When one sale sold out; several did so at several times.
    private void soldOut(Svg svg) {
        OptionalDouble seconds = pool.soldOutSeconds();
        if (seconds.isPresent() && pool.plays().size() == 1) {
            double x = across.at(1_000 * seconds.getAsDouble());
            boolean late = x > frame.left() + 0.6 * frame.width();
            svg.line("ink-line dashed", x, frame.top() - 4, x, frame.bottom());
            svg.text(
                    late ? "ink small end" : "ink small",
                    x + (late ? -5 : 5),
                    frame.top() - 6,
                    "sold out after " + Figures.soldOut(seconds));
        }
    }

    /// Beside each area who it is; apart from each other when the areas are thin.
    private void labels(Svg svg, int people, int all) {
        double low = Math.min(up.at(people / 2.0), frame.bottom() - 18);
        double high = Math.min(up.at((people + all) / 2.0), low - 36);
        label(svg, Colour.PEOPLE_TEXT, low, "people", pool.unitsOfPeople());
        label(svg, Colour.BOTS_TEXT, Math.max(high, frame.top() + 4), "bots", pool.unitsOfBots());
    }

    private void label(Svg svg, Colour colour, double y, String who, int units) {
        svg.text(colour.style() + " bold", frame.right() + 8, y + 2, Figures.count(units));
        svg.text(colour.style() + " small", frame.right() + 8, y + 17, who);
    }
}
