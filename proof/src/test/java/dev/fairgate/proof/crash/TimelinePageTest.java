package dev.fairgate.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.proof.check.Invariant;
import dev.fairgate.proof.check.Violation;
import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimelinePageTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir Path folder;

    @Test
    void showsWhatIsWrongWhoMetItAndWhatWasBroken() throws IOException {
        String page = page();

        assertThat(page).contains("<b>NO_UNDERSELL</b> told &lt;sold out&gt;", "KILL_LEDGER");
        assertThat(page).containsOnlyOnce("class=\"refused shown\"");
        assertThat(page).containsOnlyOnce("class=\"unknown\"");
        assertThat(page).contains(">ann</text>", ">bob</text>");
        JsonNode history = new JsonMapper().readTree(folder.resolve("seed-7.json").toFile());
        assertThat(history.path("operations")).hasSize(2);
        assertThat(history.path("seed").asLong()).isEqualTo(7);
    }

    @Test
    void writesNumbersAlikeInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(page()).contains("x=\"220.0\"").doesNotContain("220,0");
        } finally {
            Locale.setDefault(before);
        }
    }

    private String page() throws IOException {
        List<Operation> operations =
                List.of(
                        new Operation(
                                0,
                                "ann",
                                new Request.Buy("a", 1),
                                SECOND,
                                2 * SECOND,
                                new Answer.Refused(Answer.Refused.SOLD_OUT)),
                        new Operation(
                                1,
                                "bob",
                                new Request.Buy("b", 1),
                                SECOND,
                                3 * SECOND,
                                new Answer.Unknown()));
        Counters counters = new Counters(2, 2, 0, 0);
        History history =
                new History(
                        7,
                        1,
                        operations,
                        List.of(new Snapshot(SECOND, counters)),
                        List.of(),
                        List.of(new Fault("KILL_LEDGER", SECOND, 2 * SECOND)),
                        new Books(counters, List.of(), List.of()));
        Violation violation = new Violation(Invariant.NO_UNDERSELL, "told <sold out>", List.of(0));
        return Files.readString(TimelinePage.write(folder, history, List.of(violation)));
    }
}
