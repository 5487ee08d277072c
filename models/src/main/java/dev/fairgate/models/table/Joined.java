package dev.fairgate.models.table;

import dev.fairgate.models.table.TableReader.Options;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/// A table and the labels that another file has for it.
final class Joined {

    private Joined() {}

    /// What the database reads the table with its labels from, in the order of the table.
    static String from(
            DuckDatabase database, SourceColumns table, String from, Options options, String label)
            throws CannotRead, SQLException {
        Path file = Objects.requireNonNull(options.labels());
        SourceColumns labels =
                SourceColumns.of(
                        database,
                        file,
                        new SourceColumns.Csv(options.hasHeader(), options.separator(), "l"));
        Layout.require(labels, label, "labels");
        String rows =
                table.has(label)
                        ? "(SELECT * EXCLUDE (" + DuckDatabase.name(label) + ") FROM " + from + ")"
                        : from;
        String join = options.join();
        return join == null
                ? oneByOne(database, rows, table, labels, label)
                : byColumn(database, rows, table, labels, label, join);
    }

    private static String oneByOne(
            DuckDatabase database,
            String rows,
            SourceColumns table,
            SourceColumns labels,
            String label)
            throws CannotRead, SQLException {
        String from = labels.from(Set.of(label));
        long inTable = database.number("SELECT count(*) FROM " + rows);
        long inLabels = database.number("SELECT count(*) FROM " + from);
        if (inTable != inLabels) {
            throw new CannotRead(
                    ("'%s' has %,d rows and '%s' has %,d: say with --join by which column they go"
                                    + " together.")
                            .formatted(table.file(), inTable, labels.file(), inLabels));
        }
        return "(SELECT t.*, l.%s FROM %s t POSITIONAL JOIN %s l)"
                .formatted(DuckDatabase.name(label), rows, from);
    }

    private static String byColumn(
            DuckDatabase database,
            String rows,
            SourceColumns table,
            SourceColumns labels,
            String label,
            String join)
            throws CannotRead, SQLException {
        Layout.require(table, join, "keys");
        Layout.require(labels, join, "keys");
        String from = labels.from(Set.of(label));
        String key = DuckDatabase.name(join);
        long twice =
                database.number(
                        "SELECT count(*) - count(DISTINCT %s) FROM %s WHERE %s IS NOT NULL"
                                .formatted(key, from, key));
        if (twice > 0) {
            throw new CannotRead(
                    "'%s' names %,d keys again in '%s': each must have one label."
                            .formatted(labels.file(), twice, join));
        }
        return ("(SELECT t.* EXCLUDE (place_of_row), l.%s FROM"
                        + " (SELECT *, row_number() OVER () AS place_of_row FROM %s) t"
                        + " LEFT JOIN %s l ON CAST(t.%s AS VARCHAR) = CAST(l.%s AS VARCHAR)"
                        + " ORDER BY place_of_row)")
                .formatted(DuckDatabase.name(label), rows, from, key, key);
    }
}
