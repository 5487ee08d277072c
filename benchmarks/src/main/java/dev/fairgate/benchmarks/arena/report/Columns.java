package dev.fairgate.benchmarks.arena.report;

import java.util.List;

/// Lines of a table for a terminal: the first column from the left, the others to the right, what
/// is too long for the first one cut off.
///
/// @param widths of the columns, a space before each but the first
record Columns(List<Integer> widths) {

    static Columns of(Integer... widths) {
        return new Columns(List.of(widths));
    }

    /// One line with its newline; no blanks at its end.
    String line(String... cells) {
        StringBuilder line = new StringBuilder(cut(cells[0], widths.getFirst()));
        int end = widths.getFirst();
        for (int i = 1; i < cells.length; i++) {
            end += 1 + widths.get(i);
            line.repeat(' ', Math.max(1, end - line.length() - cells[i].length())).append(cells[i]);
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
