package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Svg.Caption;

/// The finding as one picture for a page elsewhere: who got the stock, and how fast, through the
/// gate and with the gate only looking on. It brings its own light paper.
final class OverviewPicture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 380;
    private static final int MARGIN = 32;
    private static final int COLUMN = 396;

    private OverviewPicture() {}

    static String of(Findings findings) {
        Svg svg =
                Svg.file(
                        new Caption("overview", "Who got the stock", findings.headline()),
                        WIDTH,
                        HEIGHT);
        svg.rectangle("paper", 0, 0, WIDTH, HEIGHT);
        svg.text(
                "ink large bold",
                MARGIN,
                40,
                "Who got the %s units?".formatted(Figures.count(findings.guarded().allocation())));
        svg.text("soft end", WIDTH - MARGIN, 40, findings.crowd() + ", the same behaviour twice");
        svg.line("grid-line", MARGIN, 56, WIDTH - MARGIN, 56);
        Window window = Window.of(findings);
        column(svg, MARGIN, Words.GUARDED, findings.guarded(), window);
        column(svg, WIDTH - MARGIN - COLUMN, Words.UNGUARDED, findings.unguarded(), window);
        svg.text("soft small", MARGIN, HEIGHT - 15, Figures.sentence(findings.scenario()));
        svg.text(
                "soft small end",
                WIDTH - MARGIN,
                HEIGHT - 15,
                "Units in hand by seconds since the opening");
        return svg.end();
    }

    private static void column(Svg svg, int left, String side, Pool pool, Window window) {
        int right = left + COLUMN;
        svg.text("ink bold", left, 82, Figures.sentence(side));
        svg.text("people-text huge bold", left - 2, 128, Figures.percent(pool.shareOfPeople()));
        svg.text(
                "people-text end",
                right,
                108,
                Figures.count(pool.unitsOfPeople()) + " to simulated people");
        svg.text("bots-text end", right, 128, Figures.count(pool.unitsOfBots()) + " to bots");
        StockPicture.parts(svg, new Frame(left, 140, COLUMN, 12), pool);
        UnitsPicture.draw(svg, new Frame(left + 36, 184, COLUMN - 92, 132), pool, window);
    }
}
