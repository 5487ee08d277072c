package dev.fairgate.models.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.training.Budget;
import dev.fairgate.models.training.CannotTrain;
import dev.fairgate.models.training.Made;
import dev.fairgate.models.training.Plan;
import dev.fairgate.models.training.Recipe;
import dev.fairgate.models.training.Trained;
import dev.fairgate.models.training.Training;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CardTest {

    private static final Table TABLE = Made.rows(2_000).table();
    private static Trained trained = train();

    private static Trained train() {
        Recipe recipe = new Recipe(Recipe.Kind.GBT, 10, 4, 0.1, 100_000, 1);
        try {
            return new Training(recipe, Budget.STANDARD, Progress.UNSEEN)
                    .run(TABLE, new Plan.Ordered(), "-");
        } catch (CannotTrain e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void findSomething() {
        trained = trained.alsoFound(List.of("Column '<script>alert(1)</script>' says it all."));
    }

    @Test
    void needsNothingBesideIt() {
        String page = Card.of(TABLE, trained, "m-1");

        assertThat(
                        Pattern.compile("(src|href)=\"|url\\((?!#)|@import|<script")
                                .matcher(page)
                                .find())
                .isFalse();
        assertThat(page).contains("&lt;script&gt;");
    }

    @Test
    void isWellFormedAndNamesEveryPictureOnce() throws Exception {
        Document page =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(Card.of(TABLE, trained, "m-1"))));
        NodeList pictures = page.getElementsByTagName("svg");

        assertThat(pictures.getLength()).isEqualTo(5);
        for (int i = 0; i < pictures.getLength(); i++) {
            assertThat(pictures.item(i).getAttributes().getNamedItem("aria-label").getNodeValue())
                    .isNotBlank();
        }
        List<String> ids =
                Pattern.compile("\\bid=\"([^\"]+)\"")
                        .matcher(Card.of(TABLE, trained, "m-1"))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(ids)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("(roc|precision|calibration|scores|trades)-[0-9]"));
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(Card.of(TABLE, trained, "m-1")).isEqualTo(Card.of(TABLE, trained, "m-1"));
    }

    @Test
    void followsThePaperOfItsReader() {
        String page = Card.of(TABLE, trained, "m-1");

        assertThat(page).contains("prefers-color-scheme:dark").contains("fill:var(--paper)");
        assertThat(page).as("no colour that is the library's own").doesNotContain("rgb(");
    }

    @Test
    void saysWhatItFound() {
        assertThat(Card.of(TABLE, trained, "m-1"))
                .contains("Too good to be true.")
                .contains("speed")
                .contains("network_kind: mobile")
                .contains("calibration and thresholds");
    }
}
