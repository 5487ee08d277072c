package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {

    private static final String HOSTILE = "<script>alert('1')</script> & \"]]>\u0000\ud800\u202e";

    private static final List<Contest> SEVERAL =
            List.of(
                    Samples.RENTED,
                    Samples.again("rented addresses, no hands", 8, Samples.RENTED),
                    Samples.again("burst", 7, Samples.RENTED));

    @Test
    void saysWhatCameOutInItsFirstSentence() throws Exception {
        Document page = Xml.read(HtmlReport.of(List.of(Samples.RENTED)));
        assertThat(Xml.texts(page, "h1"))
                .containsExactly(
                        "Of 300 units, simulated people got 291 with the gate and 31 without it.");
        assertThat(Xml.texts(page, "dd"))
                .contains("97.0 %", "0 of 600 (0.00–0.64 %)", "12 of 600 (1.1–3.5 %)", "4.10 €")
                .contains("0.02 € without the gate", "7");
    }

    @Test
    void anOverviewStandsBeforeSeveralScenarios() throws Exception {
        Document page = Xml.read(HtmlReport.of(SEVERAL));
        assertThat(Xml.texts(page, "caption").getFirst()).startsWith("Share of the stock");
        assertThat(Xml.texts(page, "tr"))
                .anyMatch(it -> it.startsWith("Rented addresses, no hands21,20097.0 %10.3 %"))
                .anyMatch(it -> it.startsWith("All31,80097.0 %10.3 %0.00 % (0.00–0.21)"));
        assertThat(Xml.texts(page, "h2")).contains("Rented addresses, no hands", "Burst");
    }

    @Test
    void everyPictureSaysWhatItShows() throws Exception {
        Document page = Xml.read(HtmlReport.of(SEVERAL));
        List<Element> pictures =
                Xml.elements(page, "svg").stream()
                        .filter(it -> !it.hasAttribute("aria-hidden"))
                        .toList();
        assertThat(pictures).hasSizeGreaterThan(18);
        assertThat(pictures)
                .allSatisfy(
                        it -> {
                            assertThat(it.getAttribute("role")).isEqualTo("img");
                            assertThat(Xml.elements(it, "title")).hasSize(1);
                            assertThat(Xml.texts(it, "desc").getFirst()).isNotBlank();
                        });
        List<String> ids = new ArrayList<>();
        Xml.elements(page, "*").stream()
                .map(it -> it.getAttribute("id"))
                .filter(it -> !it.isEmpty())
                .forEach(ids::add);
        assertThat(ids).doesNotHaveDuplicates().hasSize(2 * pictures.size());
    }

    @Test
    void namesAreTextWhateverIsInThem() throws Exception {
        String markup = HtmlReport.of(List.of(Samples.hostile(HOSTILE), Samples.RENTED));
        Document page = Xml.read(markup);
        assertThat(markup).doesNotContain("<script").doesNotContain("\u0000");
        assertThat(Xml.elements(page, "script")).isEmpty();
        assertThat(Xml.texts(page, "h2"))
                .contains("<script>alert('1')</script> & \"]]>\ufffd\ufffd\u202e");
    }

    @Test
    void needsNothingBesideIt() throws Exception {
        String markup = HtmlReport.of(SEVERAL);
        assertThat(markup.replaceAll("xmlns=\"http://www.w3.org/[^\"]*\"", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "src=", "href=");
    }

    @Test
    void aMinuteOfManySlicesIsASmallPage() throws Exception {
        assertThat(HtmlReport.of(List.of(Samples.minute())).length()).isLessThan(150_000);
    }

    @Test
    void aContestThatNobodyCameToIsAPageAsWell() throws Exception {
        assertThat(Xml.texts(Xml.read(HtmlReport.of(List.of(Samples.EMPTY))), "h1"))
                .containsExactly(
                        "Of 0 units, simulated people got 0 with the gate and 0 without it.");
    }

    @Test
    void thePictureForElsewhereIsWholeByItself() throws Exception {
        String file = OverviewPicture.of(new Findings(SEVERAL));
        Document picture = Xml.read(file);
        assertThat(Xml.texts(picture, "text"))
                .contains(
                        "97.0 %", "10.3 %", "873 to simulated people", "27 to bots", "2 scenarios");
        assertThat(file).doesNotContain("var(").contains("<style>");
        assertThat(Xml.elements(picture, "rect").getFirst().getAttribute("width")).isEqualTo("900");
    }
}
