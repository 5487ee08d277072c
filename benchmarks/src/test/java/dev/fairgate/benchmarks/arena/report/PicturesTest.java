package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What is drawn is as large as what was counted.
class PicturesTest {

    /// Of ten units people have six by one second, bots two by two seconds; two are left.
    private static final Play PLAY =
            new Play(
                    10,
                    OptionalLong.empty(),
                    List.of(new Slice("home", 100, 6, 3, 0, 0, 0)),
                    List.of(new Attacker("burst", "OAT-005", 5, 9, 2, 4, 3, 0, 10)),
                    List.of(
                            new Moment(750, new Answers(6, 2, 0, 0, 0), Answers.NONE),
                            new Moment(1_750, Answers.NONE, new Answers(2, 4, 3, 0, 0))),
                    new Latency(17, 1, 2, 3));

    private static final Findings FINDINGS =
            Findings.of(new Contest("small", 1, "recorded", Samples.RENTED.at(), PLAY, PLAY));

    @Test
    void theBarIsSharedAsTheStockIs() throws Exception {
        Document picture = Xml.read(StockPicture.of("stock", FINDINGS));
        assertThat(width(picture, "left")).isEqualTo("100%");
        assertThat(width(picture, "people")).isEqualTo("60%");
        assertThat(width(picture, "bots")).isEqualTo("20%");
        assertThat(drawn(picture, "rect", "bots").getAttribute("x")).isEqualTo("80%");
        assertThat(Xml.texts(picture, "text")).contains("2 left");
    }

    @Test
    void unitsRiseWhileTheyAreTakenAndBotsLieOnTopOfPeople() throws Exception {
        Window window = new Window(0, 2_000, 250);
        Svg svg = Svg.scaled(new Svg.Caption("units", "any", "any"), 200, 100);
        UnitsPicture.draw(svg, new Frame(0, 0, 200, 100), FINDINGS.guarded(), window);
        Document picture = Xml.read(svg.end());
        assertThat(drawn(picture, "path", "people").getAttribute("d"))
                .isEqualTo("M0 100L75 100L100 40L200 40L200 100L0 100Z");
        assertThat(drawn(picture, "path", "bots").getAttribute("d"))
                .isEqualTo(
                        "M0 100L75 100L100 40L175 40L200 20L200 20"
                                + "L200 40L100 40L75 100L0 100Z");
    }

    @Test
    void partsOfABarStandOnEachOther() throws Exception {
        Window window = new Window(0, 2_000, 250);
        List<String> both = AnswersPicture.both("bots", Who.BOTS, FINDINGS, window);
        Document picture = Xml.read(both.getFirst());
        double[] units = part(picture, "bots");
        double[] challenged = part(picture, "bots-soft");
        double[] refused = part(picture, "refused");
        assertThat(challenged[1]).isCloseTo(2 * units[1], within(0.2));
        assertThat(refused[1]).isCloseTo(1.5 * units[1], within(0.2));
        assertThat(challenged[0] + challenged[1]).isCloseTo(units[0], within(0.2));
        assertThat(refused[0] + refused[1]).isCloseTo(challenged[0], within(0.2));
        assertThat(Xml.texts(picture, "desc").getFirst())
                .contains("let through to an order 2, challenged 4, refused 3");
    }

    @Test
    void aWhiskerReachesFromBoundToBoundAndItsDotIsTheShare() throws Exception {
        Document picture =
                Xml.read(SlicesPicture.of("slices", FINDINGS.guarded(), Harm.CHALLENGED));
        Wilson share = Wilson.of(3, 100);
        Element whisker = drawn(picture, "line", "people-line whisker");
        double low = Double.parseDouble(whisker.getAttribute("x1"));
        double high = Double.parseDouble(whisker.getAttribute("x2"));
        double dot = Double.parseDouble(drawn(picture, "circle", "people").getAttribute("cx"));
        assertThat((dot - low) / (high - low))
                .isCloseTo((0.03 - share.low()) / (share.high() - share.low()), within(0.01));
        assertThat(Xml.texts(picture, "text")).contains("3.0 % (1.0–8.5)");
    }

    /// Top and height of the only part of this colour.
    private static double[] part(Document picture, String style) {
        String[] data = drawn(picture, "path", style).getAttribute("d").split("[M hvz-]+", -1);
        return new double[] {Double.parseDouble(data[2]), Double.parseDouble(data[4])};
    }

    private static String width(Document picture, String style) {
        return drawn(picture, "rect", style).getAttribute("width");
    }

    private static Element drawn(Document picture, String tag, String style) {
        return Xml.elements(picture, tag).stream()
                .filter(it -> it.getAttribute("class").equals(style))
                .findFirst()
                .orElseThrow();
    }
}
