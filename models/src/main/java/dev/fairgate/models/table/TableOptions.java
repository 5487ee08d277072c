package dev.fairgate.models.table;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the command line says about a table, for every command that takes one; a mixin of picocli.
public final class TableOptions {

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "What each row is: 1, true or bot; 0, false or human. Default: label.")
    private @Nullable String label;

    @Option(
            names = "--bot-value",
            paramLabel = "VALUE",
            description = "What the label column says of a bot; all else is a person.")
    private @Nullable String botValue;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "When it was: RFC 3339, seconds or ms since 1970, or as --time-format.")
    private @Nullable String time;

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description = "Of the times, for example 'M/d/yyyy H:mm'.")
    private @Nullable String timeFormat;

    @Option(
            names = "--entity",
            paramLabel = "COLUMN",
            description = "Whose row it is. Without it every row is somebody else's.")
    private @Nullable String entity;

    @Option(
            names = "--leave-out",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns that the model must not see.")
    private List<String> leaveOut = List.of();

    @Option(
            names = "--no-header",
            description = "The first line of a CSV is a row: its columns are c1, c2 and so on.")
    private boolean hasNoHeader;

    @Option(
            names = "--separator",
            paramLabel = "TEXT",
            description = "Between values of a CSV, where it is not found by itself.")
    private String separator = "";

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = {
                "Where the labels are if in a file of their own. Its rows go with those of the"
                        + " table one by one, or by --join. Without a header its columns are l1,"
                        + " l2 and so on."
            })
    private @Nullable Path labels;

    @Option(
            names = "--join",
            paramLabel = "COLUMN",
            description = "The column of both files by which labels find their rows.")
    private @Nullable String join;

    @Option(
            names = "--weak-labels",
            description = "Of a dataset: take labels too that were only derived.")
    private boolean withWeak;

    /// What was said.
    public TableReader.Options options() {
        TableReader.Options options =
                TableReader.Options.standard()
                        .withLabel(label, botValue)
                        .withTime(time, timeFormat)
                        .withEntity(entity)
                        .leavingOut(leaveOut)
                        .withSeparator(separator);
        TableReader.Options joined = labels == null ? options : options.withLabels(labels, join);
        TableReader.Options read = hasNoHeader ? joined.withoutHeader() : joined;
        return withWeak ? read.withWeakLabels() : read;
    }
}
