package dev.fairgate.models.table;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The columns of a file, and how the database reads it.
///
/// @param types of each column its type in the database, in the order of the file
record SourceColumns(Path file, Csv csv, Map<String, String> types) {

    private static final int MOST = 512;

    /// How a CSV is written.
    ///
    /// @param separator of values, empty where the database finds it out
    /// @param prefix of the names that columns without a header get, with their numbers from 1
    record Csv(boolean hasHeader, String separator, String prefix) {

        private String settings(boolean isFirstLook) {
            String found = separator.isEmpty() ? "" : ", delim=" + DuckDatabase.text(separator);
            // What a column holds is decided by all of its rows: the same file, the same types.
            return ", header=%s%s, nullstr=['', 'NA', 'null', 'NULL']%s"
                    .formatted(hasHeader, found, isFirstLook ? ", sample_size=-1" : "");
        }
    }

    static SourceColumns of(DuckDatabase database, Path file, Csv csv)
            throws CannotRead, SQLException {
        SourceColumns columns = look(database, file, csv);
        if (isCsv(file) && columns.types.size() == 1 && csv.separator().isEmpty()) {
            Csv spaced = new Csv(csv.hasHeader(), " ", csv.prefix());
            columns = look(database, file, spaced);
        }
        if (columns.types.size() > MOST) {
            throw new CannotRead(
                    "'%s' has %,d columns, more than the %d that are taken."
                            .formatted(file, columns.types.size(), MOST));
        }
        return columns;
    }

    private static SourceColumns look(DuckDatabase database, Path file, Csv csv)
            throws SQLException {
        String from =
                isCsv(file)
                        ? "read_csv(" + DuckDatabase.file(file) + csv.settings(true) + ")"
                        : "read_parquet(" + DuckDatabase.file(file) + ")";
        Map<String, String> types = new LinkedHashMap<>();
        for (List<String> column : database.texts("DESCRIBE SELECT * FROM " + from)) {
            boolean isNamed = !isCsv(file) || csv.hasHeader();
            types.put(isNamed ? column.get(0) : csv.prefix() + (types.size() + 1), column.get(1));
        }
        return new SourceColumns(file, csv, types);
    }

    static boolean isCsv(Path file) {
        return !file.toString().endsWith(".parquet");
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /// What the database reads from.
    ///
    /// @param asTexts columns that are to be texts, as the file has them
    String from(Set<String> asTexts) {
        if (!isCsv(file)) {
            return "read_parquet(" + DuckDatabase.file(file) + ")";
        }
        List<String> typed = new ArrayList<>();
        types.forEach(
                (name, type) ->
                        typed.add(
                                DuckDatabase.text(name)
                                        + ": "
                                        + DuckDatabase.text(
                                                asTexts.contains(name) ? "VARCHAR" : type)));
        return "read_csv(%s%s, columns={%s})"
                .formatted(DuckDatabase.file(file), csv.settings(false), String.join(", ", typed));
    }

    /// The names, for people.
    String shown() {
        String text =
                types.keySet().stream()
                        .collect(Collectors.joining(", "))
                        .replaceAll("\\p{Cntrl}", "?");
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
