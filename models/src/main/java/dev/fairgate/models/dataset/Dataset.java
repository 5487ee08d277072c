package dev.fairgate.models.dataset;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.replay.Source;
import dev.fairgate.models.table.DuckDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Makes a dataset in Parquet of logs, labels and outcomes. What is read goes straight into a
/// database on the disk beside the output: memory holds a little of it at a time.
///
/// @param logs files of decision logs
/// @param others files of labels and outcomes: CSV, or lines as in a log
/// @param asOf in ms since 1970: what was known only later is left out
record Dataset(List<Path> logs, List<Path> others, OptionalLong asOf) {

    Dataset {
        logs = List.copyOf(logs);
        others = List.copyOf(others);
    }

    /// Writes it, and tells what it is made of. A file with the name of the output is replaced once
    /// the new one is whole.
    List<String> write(Path output, Progress progress)
            throws IOException, SQLException, CannotMake {
        Path folder = requireFolder(output);
        Counts counts = new Counts();
        try (DuckDatabase database = DuckDatabase.open(folder)) {
            read(database, counts, progress);
            progress.begin("Joining", Progress.Unit.ROWS, counts.decisions);
            Joins joins = new Joins(database);
            joins.run();
            requireDecisions(joins.decisions(), counts);
            Path whole = database.folder().resolve("dataset");
            joins.write(whole);
            Files.move(whole, output, StandardCopyOption.REPLACE_EXISTING);
            return Report.lines(counts, joins, logs.size() + others.size());
        }
    }

    private void read(DuckDatabase database, Counts counts, Progress progress)
            throws SQLException, CannotMake {
        progress.begin("Reading", Progress.Unit.BYTES, size());
        try (Staging staging = new Staging(database)) {
            Intake intake = new Intake(staging, counts, asOf, progress);
            for (Path log : logs) {
                intake.log(log);
            }
            for (Path other : others) {
                if (isLines(other)) {
                    intake.log(other);
                } else {
                    intake.csv(other);
                }
            }
        }
    }

    private long size() {
        return Stream.concat(logs.stream(), others.stream())
                .map(Source::of)
                .mapToLong(Source::size)
                .sum();
    }

    private static boolean isLines(Path file) {
        return file.toString().endsWith(".jsonl") || file.toString().endsWith(".jsonl.gz");
    }

    private static Path requireFolder(Path output) throws CannotMake {
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CannotMake("There is no folder for '%s' to be written to.".formatted(output));
        }
        return folder;
    }

    private static void requireDecisions(long decisions, Counts counts) throws CannotMake {
        if (decisions > 0) {
            return;
        }
        if (counts.otherVersions > 0) {
            throw new CannotMake(
                    ("All %,d decisions in these files have features of another version than %d,"
                                    + " which is the one that can be trained on.")
                            .formatted(counts.otherVersions, FeatureName.schema().version()));
        }
        throw new CannotMake(
                counts.laterDecisions > 0
                        ? "All decisions in these files were made after the time of --as-of."
                        : "There is no decision in these files.");
    }
}
