package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Svg.Caption;
import dev.fairgate.benchmarks.arena.report.Who.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What purchases were answered as time goes by, to people or to bots: one bar for each step.
final class AnswersPicture {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 184;
    private static final Frame FRAME = new Frame(44, 28, 412, 130);

    private final Who who;
    private final List<Answers> bars;
    private final Scale up;
    private final double width;

    private AnswersPicture(Who who, List<Answers> bars, int most) {
        this.who = who;
        this.bars = bars;
        this.up = FRAME.up(most);
        this.width = FRAME.width() / bars.size();
    }

    /// Both sides with the same axes: through the gate, then with the gate only looking on.
    static List<String> both(String id, Who who, Findings findings, Window window) {
        List<Answers> guarded = window.bars(findings.guarded().timeline(), who);
        List<Answers> unguarded = window.bars(findings.unguarded().timeline(), who);
        int most =
                Stream.of(guarded, unguarded)
                        .flatMap(List::stream)
                        .mapToInt(Answers::total)
                        .max()
                        .orElse(0);
        return List.of(
                new AnswersPicture(who, guarded, most).svg(id + "-g", Words.GUARDED, window),
                new AnswersPicture(who, unguarded, most).svg(id + "-u", Words.UNGUARDED, window));
    }

    /// The kinds of answers that there were on either side.
    static List<Kind> kinds(Who who, Findings findings) {
        Answers all =
                Stream.of(findings.guarded(), findings.unguarded())
                        .flatMap(it -> it.timeline().stream())
                        .map(who::answers)
                        .reduce(Answers.NONE, Answers::plus);
        return who.kinds().stream().filter(it -> it.count().applyAsInt(all) > 0).toList();
    }

    private String svg(String id, String side, Window window) {
        String heading = Figures.sentence(who.title()) + ", " + side;
        Svg svg =
                Svg.scaled(new Caption(id, "Answers over time: " + heading, told()), WIDTH, HEIGHT);
        svg.text("ink bold", 0, 14, heading);
        FRAME.counts(svg, up);
        for (int kind = 0; kind < who.kinds().size(); kind++) {
            svg.path(who.kinds().get(kind).colour().style(), parts(kind));
        }
        FRAME.seconds(svg, FRAME.across(window));
        return svg.end();
    }

    /// The parts of all bars that are of one kind, above those of the kinds before it.
    private String parts(int kind) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            int below = sum(who.kinds().subList(0, kind), bars.get(i));
            int above = below + who.kinds().get(kind).count().applyAsInt(bars.get(i));
            if (above > below) {
                path.append(part(FRAME.left() + i * width, up.at(above), up.at(below)));
            }
        }
        return path.toString();
    }

    private String part(double left, double top, double bottom) {
        double gap = width > 4 ? 0.5 : 0;
        String across = Markup.number(width - 2 * gap);
        return "M%s %sh%sv%sh-%sz"
                .formatted(
                        Markup.number(left + gap),
                        Markup.number(top),
                        across,
                        Markup.number(bottom - top),
                        across);
    }

    private String told() {
        Answers all = bars.stream().reduce(Answers.NONE, Answers::plus);
        return who.kinds().stream()
                .map(it -> it.name() + " " + Figures.count(it.count().applyAsInt(all)))
                .collect(Collectors.joining(", ", "In the time shown: ", "."));
    }

    private static int sum(List<Kind> kinds, Answers bar) {
        return kinds.stream().mapToInt(it -> it.count().applyAsInt(bar)).sum();
    }
}
