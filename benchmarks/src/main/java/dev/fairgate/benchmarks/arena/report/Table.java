package dev.fairgate.benchmarks.arena.report;

import java.util.List;
import java.util.stream.Collectors;

/// A table of a page: its first column names the row, the others are figures.
///
/// @param caption what it says
/// @param columns their heads
/// @param rows as many cells each as there are columns
record Table(String caption, List<String> columns, List<List<String>> rows) {

    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// One that scrolls by itself where the page is too narrow.
    String markup() {
        return """
               <div class="scroll" tabindex="0" role="region" aria-label="%1$s">
               <table>
               <caption>%1$s</caption>
               <thead><tr>%2$s</tr></thead>
               <tbody>
               %3$s</tbody>
               </table>
               </div>
               """
                .formatted(
                        Markup.escaped(caption),
                        columns.stream()
                                .map(it -> element("th scope=\"col\"", it))
                                .collect(Collectors.joining()),
                        rows.stream().map(Table::row).collect(Collectors.joining()));
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .skip(1)
                .map(it -> element("td", it))
                .collect(
                        Collectors.joining(
                                "",
                                "<tr>" + element("th scope=\"row\"", cells.getFirst()),
                                "</tr>\n"));
    }

    private static String element(String tag, String text) {
        return "<%s>%s</%s>".formatted(tag, Markup.escaped(text), tag.substring(0, 2));
    }
}
