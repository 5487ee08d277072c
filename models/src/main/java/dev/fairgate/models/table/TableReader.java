package dev.fairgate.models.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads labelled tables: CSV (also .gz) and Parquet. The same file and options give the same
/// table.
///
/// Numbers and truth values become inputs, with the column's median where one is missing; texts and
/// times are left out. Rows are put in the order of their times, and else stay as they are. What
/// `model dataset` wrote is known by its columns: its inputs are the features, in their order.
public final class TableReader {

    private TableReader() {}

    /// What is where in a file. Start with [#standard].
    ///
    /// @param label what each row is; null for a column `label`
    /// @param botValue what the label says of a bot; null for 1, true or bot
    /// @param time when it was; null for no time
    /// @param timeFormat a pattern of [java.time.format.DateTimeFormatter]; null for RFC 3339,
    ///      seconds and ms since 1970
    /// @param entity whose it is; null for a somebody of its own for each row
    /// @param leaveOut columns that are no inputs
    /// @param hasHeader whether the first line of a CSV names its columns; else they are c1, c2, …
    /// @param separator of a CSV, empty where it is to be found out
    /// @param labels another file, which has the label column
    /// @param join the column of both files that says which rows go together; null for one by one
    /// @param hasWeakLabels whether derived labels of a dataset count too
    public record Options(
            @Nullable String label,
            @Nullable String botValue,
            @Nullable String time,
            @Nullable String timeFormat,
            @Nullable String entity,
            List<String> leaveOut,
            boolean hasHeader,
            String separator,
            @Nullable Path labels,
            @Nullable String join,
            boolean hasWeakLabels) {

        /// Takes a copy of the list.
        public Options {
            leaveOut = List.copyOf(leaveOut);
        }

        /// A header, a column `label`, no times and no entities; a dataset as it is.
        public static Options standard() {
            return new Options(
                    null, null, null, null, null, List.of(), true, "", null, null, false);
        }

        public Options withLabel(@Nullable String column, @Nullable String ofBots) {
            return new Options(
                    column,
                    ofBots,
                    time,
                    timeFormat,
                    entity,
                    leaveOut,
                    hasHeader,
                    separator,
                    labels,
                    join,
                    hasWeakLabels);
        }

        public Options withTime(@Nullable String column, @Nullable String format) {
            return new Options(
                    label,
                    botValue,
                    column,
                    format,
                    entity,
                    leaveOut,
                    hasHeader,
                    separator,
                    labels,
                    join,
                    hasWeakLabels);
        }

        public Options withEntity(@Nullable String column) {
            return new Options(
                    label,
                    botValue,
                    time,
                    timeFormat,
                    column,
                    leaveOut,
                    hasHeader,
                    separator,
                    labels,
                    join,
                    hasWeakLabels);
        }

        public Options leavingOut(List<String> columns) {
            return new Options(
                    label,
                    botValue,
                    time,
                    timeFormat,
                    entity,
                    columns,
                    hasHeader,
                    separator,
                    labels,
                    join,
                    hasWeakLabels);
        }

        public Options withoutHeader() {
            return new Options(
                    label,
                    botValue,
                    time,
                    timeFormat,
                    entity,
                    leaveOut,
                    false,
                    separator,
                    labels,
                    join,
                    hasWeakLabels);
        }

        public Options withSeparator(String text) {
            return new Options(
                    label,
                    botValue,
                    time,
                    timeFormat,
                    entity,
                    leaveOut,
                    hasHeader,
                    text,
                    labels,
                    join,
                    hasWeakLabels);
        }

        public Options withLabels(Path file, @Nullable String by) {
            return new Options(
                    label,
                    botValue,
                    time,
                    timeFormat,
                    entity,
                    leaveOut,
                    hasHeader,
                    separator,
                    file,
                    by,
                    hasWeakLabels);
        }

        public Options withWeakLabels() {
            return new Options(
                    label,
                    botValue,
                    time,
                    timeFormat,
                    entity,
                    leaveOut,
                    hasHeader,
                    separator,
                    labels,
                    join,
                    true);
        }
    }

    /// Reads a table of which at most half of the memory is taken.
    public static Table read(Path file, Options options) throws CannotRead {
        return read(file, options, _ -> {});
    }

    /// Reads the same, and tells what it did with the columns and rows.
    ///
    /// @param says is told in sentences what was left out, and why
    public static Table read(Path file, Options options, Consumer<String> says) throws CannotRead {
        return read(file, options, says, Runtime.getRuntime().maxMemory() / 2);
    }

    static Table read(Path file, Options options, Consumer<String> says, long most)
            throws CannotRead {
        requireReadable(file);
        if (options.labels() != null) {
            requireReadable(options.labels());
        }
        try (DuckDatabase database =
                DuckDatabase.open(Path.of(System.getProperty("java.io.tmpdir")))) {
            Layout layout = Layout.of(database, file, options);
            layout.leftOut().forEach(says);
            return new Loading(database, layout, says).table(most);
        } catch (SQLException e) {
            throw new CannotRead(
                    "The table '%s' cannot be read: %s.".formatted(file, DuckDatabase.why(e)));
        } catch (IOException e) {
            throw new CannotRead("The table '%s' cannot be read: %s.".formatted(file, e));
        }
    }

    private static void requireReadable(Path file) throws CannotRead {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CannotRead("There is no file '%s' that can be read.".formatted(file));
        }
    }
}
