package dev.fairgate.risk.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.label.LabelKey.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsCsvTest {

    private static final String ID = "01KAPZ9E07ZYXWVTSRQPNMKJHG";
    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
    private static final String ORDER = "demo.01KAPZ9E00ABCDEFGHJKMNPQRS";

    @Test
    void readsEveryKindOfKeyInAnyOrderOfColumns() {
        List<Said> read =
                read(
                        "source,label,orderId,decisionId,accountId,saleId,paymentReference",
                        "review,bot,," + ID + ",,,",
                        ",human," + ORDER + ",,,,",
                        "bank,bot,,,,,pay_1:2/3.4-5",
                        "review,bot,,,mallory,,",
                        "review,human,,,mallory,demo,");

        assertThat(read)
                .containsExactly(
                        said(Kind.DECISION, ID, Label.BOT, "review"),
                        said(Kind.ORDER, ORDER, Label.HUMAN, "csv"),
                        said(Kind.PAYMENT, "pay_1:2/3.4-5", Label.BOT, "bank"),
                        said(Kind.ACCOUNT, "mallory", Label.BOT, "review"),
                        new Said(
                                new LabelKey(Kind.ACCOUNT, "mallory", Optional.of("demo")),
                                Label.HUMAN,
                                "review",
                                Optional.empty()));
    }

    @Test
    void readsWhenALabelCameToBeKnown() {
        assertThat(read("at,label,accountId", "2026-10-01T08:30:00Z,bot,mallory", ",human,alice"))
                .extracting(Said::at)
                .containsExactly(
                        Optional.of(Instant.parse("2026-10-01T08:30:00Z")), Optional.empty());
        String rule = "at: must be at most 400 days ago and at most 5 minutes ahead";
        assertFaults(
                List.of(
                        "line 2: at: must be an RFC 3339 time in UTC",
                        "line 3: at: must be a date that exists",
                        "line 4: " + rule,
                        "line 5: " + rule),
                "at,label,accountId",
                "yesterday,bot,a",
                "2026-02-30T08:30:00Z,bot,b",
                "2026-11-22T16:05:01Z,bot,c",
                "2025-10-01T08:30:00Z,bot,d");
    }

    @Test
    void readsWhatSpreadsheetsSave() {
        String file = "\ufefflabel,\"accountId\"\r\n\"bot\",\"mallory\"\r\n\r\nhuman,alice\r\n";

        assertThat(LabelsCsv.read(file.getBytes(StandardCharsets.UTF_8), NOW))
                .containsExactly(
                        said(Kind.ACCOUNT, "mallory", Label.BOT, "csv"),
                        said(Kind.ACCOUNT, "alice", Label.HUMAN, "csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "label",
                "accountId",
                "label,accountId,label",
                "label,accountId,score",
                "label;accountId",
                "Label,AccountId",
                "label, accountId",
                "label,accountId,",
                "\"label,accountId",
                "lab\"el,accountId",
                "\u0000label,accountId",
                "PK\u0003\u0004",
                "{\"label\":\"bot\"}",
                ",,,,,,,,,,,,,,,,",
            })
    void refusesAnotherHeader(String header) {
        String file = header + "\nbot,mallory";

        assertThatThrownBy(() -> LabelsCsv.read(file.getBytes(StandardCharsets.UTF_8), NOW))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageMatching("line [12]: .*(must |quote).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bot|must have as many cells as the header",
                "bot,mallory,|must have as many cells as the header",
                "bots,mallory|label: must be bot or human",
                "BOT,mallory|label: must be bot or human",
                "' bot,mallory'|label: must be bot or human",
                ",mallory|label: must be bot or human",
                "bot,|decisionId, orderId, paymentReference, accountId: must be one of them",
                "bot,Mallory|accountId: must be 1 to 64 of a-z, 0-9, _ and -",
                "bot,=1+1|accountId: must be",
                "bot,@SUM(A1)|accountId: must be",
                "bot,+cmd|accountId: must be",
                "bot,mal\u0000lory|accountId: must be",
                "bot,mall\u00f6ry|accountId: must be",
                "bot,mal\"lory|has a quote that does not belong there",
                "bot,\"mallory|has a quote that does not belong there",
                "\"bot\"\",\"mallory\"|has a quote that does not belong there",
                "bot,\"mallory|has a quote",
            })
    void namesTheLineAndTheRuleThatItBreaks(String row, String rule) {
        String bare = row.replaceAll("^'|'$", "");

        assertFaults(List.of("line 4: " + rule), "label,accountId", "bot,a", "human,b", bare);
    }

    @ParameterizedTest
    @CsvSource({
        "decisionId,01kapz9e07zyxwvtsrqpnmkjhg",
        "decisionId,81KAPZ9E07ZYXWVTSRQPNMKJHG",
        "decisionId,=HYPERLINK(1)",
        "orderId,demo 1",
        "orderId,'demo{1}'",
        "paymentReference,=1+1",
        "paymentReference,p+1",
        "source,a b",
        "source,=1",
    })
    void refusesWhatIsSpelledOtherwise(String column, String cell) {
        String row = column.equals("source") ? "bot," + cell + ",,a" : "bot,," + cell + ",";

        assertThatThrownBy(
                        () ->
                                read(
                                        column.equals("source")
                                                ? "label,source,orderId,accountId"
                                                : "label,source," + column + ",accountId",
                                        row))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("line 2: " + column + ": must be ");
    }

    @Test
    void refusesASourceThatIsTooLong() {
        assertFaults(
                List.of("line 2: source: must be 1 to 64 of"),
                "label,source,accountId",
                "bot," + "s".repeat(65) + ",a");
        assertThat(read("label,source,accountId", "bot," + "s".repeat(64) + ",a")).hasSize(1);
    }

    @Test
    void refusesTwoKeysInARowAndASaleWithoutAnAccount() {
        assertFaults(
                List.of(
                        "line 2: decisionId, orderId, paymentReference, accountId: must be one",
                        "line 3: saleId: must be 1 to 64 of a-z, 0-9, _ and -, beside accountId",
                        "line 4: saleId: must be 1 to 64 of a-z, 0-9, _ and -, beside accountId",
                        "line 5: saleId: must be 1 to 64 of a-z, 0-9, _ and -, beside accountId"),
                "label,orderId,accountId,saleId",
                "bot,o-1,mallory,",
                "bot,o-1,,demo",
                "bot,,,demo",
                "bot,,mallory,Demo");
    }

    @Test
    void refusesTwoRowsAboutTheSameOfOneSourceEvenIfTheyAgree() {
        assertFaults(
                List.of(
                        "line 3: is about the same as line 2, from the same source",
                        "line 6: is about the same as line 2, from the same source"),
                "label,accountId,source",
                "bot,mallory,",
                "bot,mallory,csv",
                "human,mallory,review",
                "bot,mallory2,",
                "human,\"mallory\",");
    }

    @Test
    void namesTheFirstFiveFaultsOfMany() {
        assertFaults(
                IntStream.rangeClosed(2, 6)
                        .mapToObj(line -> "line " + line + ": label: must be bot or human")
                        .toList(),
                "label,accountId",
                IntStream.range(0, 90).mapToObj(i -> "?,a" + i).collect(Collectors.joining("\n")));
    }

    @Test
    void takesTenThousandRowsAndRefusesOneMore() {
        String full =
                IntStream.range(0, LabelsCsv.MOST_ROWS)
                        .mapToObj(i -> "bot,a" + i)
                        .collect(Collectors.joining("\n"));

        assertThat(read("label,accountId", full)).hasSize(LabelsCsv.MOST_ROWS);
        assertFaults(
                List.of("line 10002: is one row too many: a file has at most 10000"),
                "label,accountId",
                full,
                "bot,b");
    }

    @Test
    void refusesAFileWithoutRows() {
        assertFaults(List.of("line 2: must be a row of labels"), "label,accountId");
        assertFaults(List.of("line 2: must be a row of labels"), "label,accountId", "", "");
    }

    /// Mostly what files are made of, so that some get far.
    @Property(tries = 2_000)
    void neverFailsInAnotherWay(@ForAll long seed) {
        RandomGenerator random = new Random(seed);
        List<String> parts =
                List.of("label", ",", "\n", "\r", "\"", "bot", "accountId", "a", ID, "\u0000", "ÿ");
        StringBuilder file = new StringBuilder((seed & 1) == 0 ? "label,accountId\n" : "");
        for (int i = 0; i < 40; i++) {
            file.append(parts.get(random.nextInt(parts.size())));
        }
        List<Said> read = new ArrayList<>();
        try {
            read.addAll(LabelsCsv.read(file.toString().getBytes(StandardCharsets.ISO_8859_1), NOW));
        } catch (InvalidRequest e) {
            assertThat(e.detail()).startsWith("line ");
            return;
        }
        assertThat(read).isNotEmpty();
    }

    private static void assertFaults(List<String> faults, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(InvalidRequest.class)
                .satisfies(
                        e -> {
                            String[] found = String.valueOf(e.getMessage()).split("; ");
                            assertThat(found).hasSameSizeAs(faults);
                            for (int i = 0; i < found.length; i++) {
                                assertThat(found[i]).startsWith(faults.get(i));
                            }
                        });
    }

    private static List<Said> read(String... lines) {
        return LabelsCsv.read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static Said said(Kind kind, String name, Label label, String source) {
        return new Said(
                new LabelKey(kind, name, Optional.empty()), label, source, Optional.empty());
    }
}
