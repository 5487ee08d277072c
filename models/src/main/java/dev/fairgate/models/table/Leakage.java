package dev.fairgate.models.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks in a table for what a model could know in training and not when it decides. What it finds
/// are warnings: a person has to say whether they are right.
public final class Leakage {

    /// With fewer rows of either kind a column separates them by chance.
    private static final int LEAST_ROWS = 50;

    private static final double MOST_AUC = 0.995;
    private static final double MOST_AT_THRESHOLD = 0.99;

    /// More values than that are no code for a label.
    private static final int MOST_CODES = 20;

    private static final double LEAST_LIKE_TIME = 0.999;
    private static final double LEAST_MOVING_AUC = 0.6;

    /// Words in the names of columns that are known only afterwards.
    private static final Set<String> AFTERWARDS =
            Set.of(
                    "label",
                    "target",
                    "class",
                    "outcome",
                    "fraud",
                    "isfraud",
                    "bot",
                    "isbot",
                    "verdict",
                    "disposition",
                    "lapsed",
                    "cancelled",
                    "chargeback",
                    "chargebacks",
                    "refund",
                    "refunded",
                    "banned",
                    "paid");

    private Leakage() {}

    /// Something that should not be.
    ///
    /// @param code tells kinds apart: `made-from-label`, `separates-alone`, `known-afterwards`,
    ///     `moves-with-time`, `in-the-future`, `on-both-sides`
    /// @param sentence what it is and what to do, for people
    /// @param columns which it is about; none where it is about rows
    public record Finding(String code, String sentence, List<String> columns) {

        /// Takes a copy of the list.
        public Finding {
            columns = List.copyOf(columns);
        }

        static Finding of(String code, String column, String sentence) {
            return new Finding(code, "Column '%s' %s".formatted(column, sentence), List.of(column));
        }
    }

    /// Looks at all columns and rows.
    ///
    /// @param nowMs rows after it are in the future
    public static List<Finding> in(Table table, long nowMs) {
        List<Finding> findings = new ArrayList<>();
        future(table, nowMs, findings);
        int bots = bots(table);
        boolean isEnough = bots >= LEAST_ROWS && table.rows() - bots >= LEAST_ROWS;
        RankCorrelation time =
                new RankCorrelation(Arrays.stream(table.atMs()).asDoubleStream().toArray());
        for (int i = 0; i < table.columns().length; i++) {
            if (!table.isFairgate()) {
                name(table.inputs().get(i), findings);
            }
            if (isEnough) {
                column(table, i, time, findings);
            }
        }
        return List.copyOf(findings);
    }

    /// Looks for entities of which one side of a split would tell about the other.
    ///
    /// @param training rows that a model learns from
    /// @param testing rows that it is measured with
    public static List<Finding> across(Table table, int[] training, int[] testing) {
        int most = Arrays.stream(table.entity()).max().orElse(-1) + 1;
        boolean[] learned = new boolean[most];
        for (int row : training) {
            learned[table.entity()[row]] = true;
        }
        boolean[] both = new boolean[most];
        int entities = 0;
        int rows = 0;
        for (int row : testing) {
            int entity = table.entity()[row];
            if (learned[entity]) {
                rows++;
                entities += both[entity] ? 0 : 1;
                both[entity] = true;
            }
        }
        return rows == 0
                ? List.of()
                : List.of(
                        new Finding(
                                "on-both-sides",
                                ("%,d entities are on both sides of the split: it is measured"
                                                + " with %,d rows of somebody learned from.")
                                        .formatted(entities, rows),
                                List.of()));
    }

    private static int bots(Table table) {
        int bots = 0;
        for (boolean bot : table.isBot()) {
            bots += bot ? 1 : 0;
        }
        return bots;
    }

    private static void future(Table table, long nowMs, List<Finding> findings) {
        long rows = Arrays.stream(table.atMs()).filter(at -> at > nowMs).count();
        if (rows > 0) {
            findings.add(
                    new Finding(
                            "in-the-future",
                            "%,d rows are in the future: their times are not when they were made."
                                    .formatted(rows),
                            List.of()));
        }
    }

    private static void name(String column, List<Finding> findings) {
        for (String word : column.toLowerCase(Locale.ROOT).split("[_. -]+", -1)) {
            if (AFTERWARDS.contains(word)) {
                findings.add(
                        Finding.of(
                                "known-afterwards",
                                column,
                                "is called like something that is known only afterwards: leave it"
                                        + " out unless it was known when the decision was made."));
                return;
            }
        }
    }

    private static void column(
            Table table, int place, RankCorrelation time, List<Finding> findings) {
        String name = table.inputs().get(place);
        double[] values = table.columns()[place];
        Separation alone = Separation.of(values, table.isBot());
        if (alone.isPure() && alone.distinct() <= MOST_CODES) {
            findings.add(
                    Finding.of(
                            "made-from-label",
                            name,
                            "says the label in other words: no bot has a value that a person has."
                                    + " Leave it out."));
        } else if (alone.auc() >= MOST_AUC || alone.atThreshold() >= MOST_AT_THRESHOLD) {
            findings.add(
                    Finding.of(
                            "separates-alone",
                            name,
                            "alone tells bots from people (AUC %.4f): find out how it came about."
                                    .formatted(alone.auc())));
        }
        if (alone.auc() >= LEAST_MOVING_AUC && Math.abs(time.with(values)) > LEAST_LIKE_TIME) {
            findings.add(
                    Finding.of(
                            "moves-with-time",
                            name,
                            "only says when it was, and bots came at other times than people:"
                                    + " leave it out."));
        }
    }
}
