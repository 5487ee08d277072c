package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Svg.Caption;

/// Who got the stock: a bar through the gate and a bar with the gate only looking on.
final class StockPicture {

    private static final int BAR = 44;
    private static final int BLOCK = 128;

    private StockPicture() {}

    static String of(String id, Findings findings) {
        Caption caption =
                new Caption(
                        id,
                        "Who got the stock",
                        told(Words.GUARDED, findings.guarded())
                                + told(Words.UNGUARDED, findings.unguarded()));
        Svg svg = Svg.fluid(caption, 2 * BLOCK - 12);
        block(svg, 0, Words.GUARDED, findings.guarded());
        block(svg, BLOCK, Words.UNGUARDED, findings.unguarded());
        return svg.end();
    }

    private static void block(Svg svg, int top, String side, Pool pool) {
        svg.text("ink bold", 0, top + 14, Figures.sentence(side));
        parts(svg, new Frame(0, top + 24, 100, BAR), pool);
        int y = top + 24 + BAR + 20;
        int people = pool.unitsOfPeople();
        int bots = pool.unitsOfBots();
        svg.text("people-text bold", 0, y, Figures.percent(pool.shareOfPeople()));
        svg.text("people-text", 0, y + 17, Figures.count(people) + " to simulated people");
        svg.text("bots-text bold end", 100, y, Figures.percent(pool.shareOfStock(bots)));
        svg.text("bots-text end", 100, y + 17, Figures.count(bots) + " to bots");
        if (pool.unitsLeft() > 0) {
            svg.text("soft middle", 60, y, Figures.count(pool.unitsLeft()) + " left");
        }
    }

    private static String told(String side, Pool pool) {
        return "%s: %s units to simulated people, %s to bots, %s left. "
                .formatted(
                        Figures.sentence(side),
                        Figures.count(pool.unitsOfPeople()),
                        Figures.count(pool.unitsOfBots()),
                        Figures.count(pool.unitsLeft()));
    }

    /// One bar: people from the left, bots to the right, between them what nobody took.
    static void parts(Svg svg, Frame frame, Pool pool) {
        double people = frame.width() * pool.shareOfPeople();
        double bots = frame.width() * pool.shareOfStock(pool.unitsOfBots());
        svg.rectangle("left", frame.left(), frame.top(), frame.width(), frame.height());
        svg.rectangle("people", frame.left(), frame.top(), people, frame.height());
        svg.rectangle("bots", frame.right() - bots, frame.top(), bots, frame.height());
    }
}
