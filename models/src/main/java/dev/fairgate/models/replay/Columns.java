package dev.fairgate.models.replay;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Where a CSV has what, by its header.
final class Columns {

    private final int count;
    private final Map<Column, Integer> places;

    private Columns(int count, Map<Column, Integer> places) {
        this.count = count;
        this.places = places;
    }

    /// @param names in the header, where they are other than our own
    static Columns of(List<String> header, Map<Column, String> names) throws CannotReplay {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String name = names.getOrDefault(column, column.wireName());
            int place = header.indexOf(name);
            if (place >= 0) {
                places.put(column, place);
            } else if (names.containsKey(column)) {
                throw new CannotReplay(
                        "The CSV has no column '%s': its header is %s."
                                .formatted(name, shown(header)));
            }
        }
        if (places.isEmpty()) {
            throw new CannotReplay(
                    "The CSV has no column of a purchase: say with --columns which of its header is"
                            + " which: "
                            + shown(header));
        }
        return new Columns(header.size(), places);
    }

    /// How many columns there are, the ones that are not looked at included.
    int count() {
        return count;
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /// What a row says there; empty for nothing.
    String get(Column column, List<String> row) {
        Integer place = places.get(column);
        return place == null ? "" : row.get(place).strip();
    }

    private static String shown(List<String> header) {
        String text = String.join(",", header).replaceAll("\\p{Cntrl}", "?");
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
