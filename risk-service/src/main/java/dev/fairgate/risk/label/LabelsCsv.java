package dev.fairgate.risk.label;

import dev.fairgate.risk.http.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a file of labels: CSV (RFC 4180) with a header, as spreadsheets save it, quotes, line ends
/// and byte order mark included. Nothing that may stand in it has a comma, a quote or a line end,
/// so that a line is a row, and a quote that is never closed spoils its own line only.
///
/// Not for two files.
final class LabelsCsv {

    static final int MOST_BYTES = 1 << 20;
    static final int MOST_ROWS = 10_000;

    /// The source of labels where the file names none.
    static final String SOURCE = "csv";

    private static final int MOST_FAULTS = 5;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf"; // of UTF-8, byte by byte
    private static final List<String> COLUMNS =
            List.of(
                    LabelKey.Kind.DECISION.field(),
                    LabelKey.Kind.ORDER.field(),
                    LabelKey.Kind.PAYMENT.field(),
                    LabelKey.Kind.ACCOUNT.field(),
                    LabelKey.SALE_FIELD,
                    LabelFields.LABEL,
                    LabelFields.SOURCE,
                    LabelFields.AT);

    private final List<Said> labels = new ArrayList<>();
    private final Map<Said.Subject, Integer> lines = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private final Instant now;

    private LabelsCsv(Instant now) {
        this.now = now;
    }

    /// The labels of a file. An [InvalidRequest] names the lines and rules of the first five
    /// faults.
    ///
    /// @param now by this node's clock
    static List<Said> read(byte[] body, Instant now) {
        LabelsCsv csv = new LabelsCsv(now);
        csv.readAll(body);
        if (!csv.faults.isEmpty()) {
            throw new InvalidRequest(String.join("; ", csv.faults));
        }
        return csv.labels;
    }

    /// What is not ASCII breaks a rule wherever it stands, so that it does not matter what it
    /// means.
    private void readAll(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        boolean isMarked = text.startsWith(BYTE_ORDER_MARK);
        Iterator<String> all =
                text.substring(isMarked ? BYTE_ORDER_MARK.length() : 0).lines().iterator();
        try {
            readRows(header(all.hasNext() ? all.next() : ""), all);
        } catch (InvalidRequest e) {
            fault(1, e.detail());
        }
    }

    private void readRows(List<String> header, Iterator<String> all) {
        for (int line = 2; all.hasNext() && faults.size() < MOST_FAULTS; line++) {
            String text = all.next();
            if (text.isEmpty()) {
                continue;
            }
            if (labels.size() == MOST_ROWS) {
                fault(line, "is one row too many: a file has at most " + MOST_ROWS);
                return;
            }
            readRow(line, header, text);
        }
        if (labels.isEmpty() && faults.isEmpty()) {
            fault(2, "must be a row of labels");
        }
    }

    private void readRow(int line, List<String> header, String text) {
        try {
            Said said = said(header, cells(text));
            Integer first = lines.putIfAbsent(said.subject(), line);
            if (first == null) {
                labels.add(said);
            } else {
                fault(line, "is about the same as line " + first + ", from the same source");
            }
        } catch (InvalidRequest e) {
            fault(line, e.detail());
        }
    }

    private void fault(int line, String rule) {
        faults.add("line " + line + ": " + rule);
    }

    private static List<String> header(String text) {
        List<String> columns = cells(text);
        Set<String> different = new HashSet<>(columns);
        if (!COLUMNS.containsAll(different) || different.size() < columns.size()) {
            throw new InvalidRequest(
                    "must be a header of different columns out of " + String.join(", ", COLUMNS));
        }
        if (!different.contains(LabelFields.LABEL)) {
            throw new InvalidRequest("must name a column " + LabelFields.LABEL);
        }
        return columns;
    }

    private Said said(List<String> header, List<String> cells) {
        if (cells.size() != header.size()) {
            throw new InvalidRequest("must have as many cells as the header");
        }
        LabelFields fields =
                new LabelFields(
                        name ->
                                Optional.of(header.indexOf(name))
                                        .filter(place -> place >= 0)
                                        .map(cells::get)
                                        .filter(cell -> !cell.isEmpty()));
        return new Said(
                fields.key(),
                fields.label(),
                fields.optionalSource().orElse(SOURCE),
                fields.at(now));
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",", COLUMNS.size() + 1)) {
            boolean isQuoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
            String value = isQuoted ? cell.substring(1, cell.length() - 1) : cell;
            if (value.indexOf('"') >= 0) {
                throw new InvalidRequest("has a quote that does not belong there");
            }
            cells.add(value);
        }
        return cells;
    }
}
