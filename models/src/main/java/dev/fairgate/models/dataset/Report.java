package dev.fairgate.models.dataset;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Tells people what a dataset is made of.
final class Report {

    private Report() {}

    static List<String> lines(Counts counts, Joins joins, int files) throws SQLException {
        List<String> text = new ArrayList<>();
        long decisions = joins.decisions();
        add(text, counts.lines, "lines read, in %,d files".formatted(files));
        add(text, decisions, "decisions, from %s to %s".formatted(joins.span().toArray()));
        long labelled = 0;
        for (List<String> row : joins.labels()) {
            long rows = Long.parseLong(row.get(3));
            labelled += rows;
            String kind = row.get(0).equals("weak") ? "weak label" : "label";
            add(text, rows, "   %s %s, by %s".formatted(kind, row.get(2), shown(row.get(1))));
        }
        add(text, decisions - labelled, "   without a label");
        rest(text, counts, joins);
        return List.copyOf(text);
    }

    /// What is not as in most files is told only where it is so.
    private static void rest(List<String> text, Counts counts, Joins joins) throws SQLException {
        some(text, joins.conflicting(), "decisions were said to be both: the last label counts");
        some(text, joins.earlyLabels(), "decisions have a label from before they were made");
        some(text, joins.repeated(), "decisions left out: they were there before");
        some(text, counts.otherVersions, "decisions left out: features of another version");
        some(text, counts.laterDecisions, "decisions left out: made later");
        some(text, counts.later, "labels and outcomes left out: known later, or nobody knows when");
        some(text, joins.unmatchedLabels(), "labels left out: of nothing in these files");
        some(text, joins.unmatchedOutcomes(), "outcomes of decisions that are not in these files");
        some(text, counts.lost, "lines missing in the log, in %,d gaps".formatted(counts.gaps));
        add(text, counts.unreadable.count(), "lines cannot be read");
        counts.unreadable.texts().forEach(place -> text.add(" ".repeat(15) + shown(place)));
    }

    private static void some(List<String> text, long count, String what) {
        if (count > 0) {
            add(text, count, what);
        }
    }

    private static void add(List<String> text, long count, String what) {
        text.add("%,12d %s".formatted(count, what));
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
