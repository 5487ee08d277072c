package dev.fairgate.models.dataset;

import static dev.fairgate.models.dataset.Lines.decision;
import static dev.fairgate.models.dataset.Lines.id;
import static dev.fairgate.models.dataset.Lines.label;
import static dev.fairgate.models.dataset.Lines.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.table.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest extends DatasetMaking {

    @Test
    void aRowHasTheVeryNumbersThatItsDecisionWasMadeFrom() throws Exception {
        Path log =
                log(decision(2, "b"), decision(1, "a"), label(1, "bot", 9), label(2, "human", 9));
        assertThat(make(log)).isZero();
        Table table = TableReader.read(output, TableReader.Options.standard());
        assertThat(table.isFairgate()).isTrue();
        assertThat(table.inputs())
                .isEqualTo(FeatureName.schema().features().stream().map(Feature::name).toList());
        assertThat(table.row(0)).containsExactly(Lines.row(1));
        assertThat(table.row(1)).containsExactly(Lines.row(2));
        assertThat(table.isBot()).containsExactly(true, false);
        assertThat(table.atMs())
                .containsExactly(
                        Lines.START.plusSeconds(1).toEpochMilli(),
                        Lines.START.plusSeconds(2).toEpochMilli());
        assertThat(table.entity()).containsExactly(0, 1);
        assertThat(table.tags().get("network_kind")).containsExactly("mobile", "mobile");
        assertThat(table.tags().get("is_ipv6")).containsExactly("false", "false");
        assertThat(table.tags().get("hands")).containsExactly("sent", "sent");
        assertThat(table.tags().get("new_account")).containsExactly("true", "true");
        assertThat(table.tags().get("touch")).containsExactly("unknown", "unknown");
    }

    @Test
    void tellsWhoseScreenIsTouchedWhereALineSaysSo() throws Exception {
        make(
                log(
                        decision(1, "a", "\"touch\":true,"),
                        decision(2, "b", "\"touch\":false,"),
                        decision(3, "c"),
                        label(1, "bot", 3),
                        label(2, "human", 3),
                        label(3, "human", 4)));

        Table table = TableReader.read(output, TableReader.Options.standard());

        assertThat(table.tags().get("touch")).containsExactly("true", "false", "unknown");
    }

    @Test
    void hasWhatTheDecisionWasAndWhatBecameOfIt() throws Exception {
        make(log(decision(1, "a"), outcome(1, "held", 2), outcome(1, "paid", 9)));
        assertThat(
                        rows(
                                "decision_id, account_id, sale_id, epoch_prefix, policy_version,"
                                        + " model_version, verdict, disposition, score, weight,"
                                        + " outcome_held, outcome_paid, outcome_lapsed, label"))
                .containsExactly(
                        List.of(
                                id(1),
                                "a",
                                "sale-1",
                                "0123456789ab.bbbbbbbbbbbbbbbbbbbbbb",
                                "3",
                                "",
                                "allow",
                                "proceed",
                                "0.25",
                                "1.0",
                                "true",
                                "true",
                                "false",
                                ""));
    }

    @Test
    void weighsWhatWasExploredByItsPropensity() throws Exception {
        make(
                log(
                        decision(1, "a", "\"propensity\":0.05,"),
                        decision(2, "a", "\"propensity\":0.001,"),
                        decision(3, "a", "\"propensity\":1,"),
                        decision(4, "a", "\"propensity\":0,"),
                        decision(5, "a", "\"propensity\":1.5,")));
        assertThat(rows("weight"))
                .containsExactly(List.of("20.0"), List.of("100.0"), List.of("1.0"));
        assertThat(said).contains("2 lines cannot be read", "its propensity is not within (0, 1]");
    }

    @Test
    void theLastTrueLabelCounts() throws Exception {
        Path csv =
                file("said.csv", "decisionId,label,at\n" + id(2) + ",human,2026-03-02T00:00:00Z\n");
        make(
                log(
                        decision(1, "a"),
                        decision(2, "a"),
                        label(1, "human", 200),
                        label(1, "bot", 100),
                        label(2, "bot", 100)),
                "--labels",
                csv.toString());
        assertThat(rows("label, label_kind, label_source"))
                .containsExactly(
                        List.of("human", "true", "review"), List.of("human", "true", "said"));
        assertThat(said).contains("2 decisions were said to be both: the last label counts");
    }

    @Test
    void takesLabelsOfAccountsAndOfAccountsInOneSale() throws Exception {
        Path csv =
                file(
                        "labels.csv",
                        """
                        accountId,saleId,label
                        a,sale-1,bot
                        b,,human
                        c,sale-0,bot
                        nobody,,bot
                        """);
        make(
                log(decision(1, "a"), decision(2, "a"), decision(3, "b"), decision(5, "c")),
                "--labels",
                csv.toString());
        assertThat(rows("label"))
                .containsExactly(List.of("bot"), List.of(""), List.of("human"), List.of(""));
        assertThat(said).contains("2 labels left out: of nothing in these files");
    }

    @Test
    void takesLabelsOfOrdersAndPayments() throws Exception {
        Path csv = file("l.csv", "order_id,label\no.1,bot\no.7,bot\n");
        make(
                log(
                        decision(1, "a"),
                        decision(2, "b"),
                        decision(3, "c"),
                        about("paymentReference", "p/2", label(0, "human", 9)),
                        about("accountId", "c", label(0, "bot", 9)),
                        Lines.payment(1),
                        Lines.payment(2)),
                "--labels",
                csv.toString());
        assertThat(rows("label, label_source"))
                .containsExactly(
                        List.of("bot", "l"), List.of("human", "review"), List.of("bot", "review"));
        assertThat(said).contains("1 labels left out: of nothing in these files");
    }

    private static String about(String key, String value, String label) {
        return label.replaceFirst("\"decisionId\":\"\\w+\"", "\"%s\":\"%s\"".formatted(key, value));
    }

    @Test
    void saysWhereALabelIsOlderThanItsDecision() throws Exception {
        make(log(decision(5, "a"), label(5, "bot", 4), decision(6, "a"), label(6, "bot", 6)));
        assertThat(said).contains(" 1 decisions have a label from before they were made");
    }

    @Test
    void takesLabelsAndOutcomesInLines() throws Exception {
        Path labels = gzip("labels.jsonl.gz", label(1, "bot", 9));
        Path outcomes = file("outcomes.jsonl", outcome(1, "paid", 9) + "\n");
        make(
                log(decision(1, "a")),
                "--labels",
                labels.toString(),
                "--outcomes",
                outcomes.toString());
        assertThat(rows("label, outcome_paid")).containsExactly(List.of("bot", "true"));
    }

    @Test
    void takesOutcomesFromACsv() throws Exception {
        Path csv =
                file(
                        "o.csv",
                        "decision_id,outcome,taken_at\n%s,lapsed,2026-03-02T00:00:00Z\n%s,lost,1\n"
                                .formatted(id(1), id(1)));
        make(log(decision(1, "a")), "--outcomes", csv.toString());
        assertThat(rows("outcome_lapsed")).containsExactly(List.of("true"));
        assertThat(said).contains("o.csv:3 cannot be read: its outcome is none");
    }

    @Test
    void derivesWeakLabelsWhereThereIsNoTrueOne() throws Exception {
        make(
                log(
                        decision(1, "a", "\"honeypot\":true,"),
                        decision(2, "a"),
                        label(2, "human", 9),
                        decision(3, "b"),
                        decision(4, "b"),
                        decision(5, "b"),
                        outcome(3, "lapsed", 9),
                        outcome(4, "lapsed", 9),
                        outcome(5, "lapsed", 9)));
        assertThat(rows("label, label_kind, label_source"))
                .containsExactly(
                        List.of("bot", "weak", "honeypot"),
                        List.of("human", "true", "review"),
                        List.of("bot", "weak", "lapses"),
                        List.of("bot", "weak", "lapses"),
                        List.of("bot", "weak", "lapses"));
        assertThat(said).contains("3    weak label bot, by lapses", "1    label human, by review");
        assertThat(TableReader.read(output, TableReader.Options.standard()).rows()).isEqualTo(1);
        assertThat(TableReader.read(output, TableReader.Options.standard().withWeakLabels()).rows())
                .isEqualTo(5);
    }

    @Test
    void whoPaidOnceOrLetTwoLapseIsNotSuspected() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            lines.add(decision(i, "payer"));
            lines.add(outcome(i, i == 4 ? "paid" : "lapsed", 9));
        }
        for (int i = 5; i <= 6; i++) {
            lines.add(decision(i, "twice"));
            lines.add(outcome(i, "lapsed", 9));
            lines.add(outcome(i, "lapsed", 9));
        }
        make(log(lines.toArray(String[]::new)));
        assertThat(rows("DISTINCT label")).containsExactly(List.of(""));
    }

    @Test
    void leavesOutWhatWasKnownOnlyLater() throws Exception {
        Path csv = file("undated.csv", "accountId,label\na,human\n");
        Path log =
                log(
                        decision(1, "a"),
                        label(1, "bot", 100),
                        label(1, "human", 101),
                        outcome(1, "held", 100),
                        outcome(1, "paid", 101),
                        decision(101, "a"));
        make(log, "--labels", csv.toString(), "--as-of", Lines.START.plusSeconds(100).toString());
        assertThat(rows("label, outcome_held, outcome_paid"))
                .containsExactly(List.of("bot", "true", "false"));
        assertThat(said)
                .contains(
                        "1 decisions left out: made later",
                        "3 labels and outcomes left out: known later, or nobody knows when");
        make(log, "--labels", csv.toString());
        assertThat(rows("label, outcome_paid"))
                .containsExactly(List.of("human", "true"), List.of("human", "false"));
    }
}
