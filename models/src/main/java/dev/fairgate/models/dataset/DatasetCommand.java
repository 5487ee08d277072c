package dev.fairgate.models.dataset;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.progress.ShownProgress;
import dev.fairgate.models.replay.CannotReplay;
import dev.fairgate.models.replay.LogFiles;
import dev.fairgate.models.replay.Times;
import dev.fairgate.models.table.DuckDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model dataset`.
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = DatasetCommand.CANNOT,
        exitCodeOnExecutionException = DatasetCommand.CANNOT,
        header = "Joins decision logs with labels and outcomes, to train on.",
        description = {
            "",
            "  model dataset logs --labels labels.csv -o dataset.parquet",
            "",
            "Each row is a decision with the numbers that it was made from, in the order of time."
                    + " Outcomes and labels in the logs count too. A true label counts before one"
                    + " that is only derived (weak): from a sale that no page links to, or from"
                    + " three lapsed orders and none paid.",
            ""
        },
        footer = {
            "",
            "Labels as CSV have a header: label (bot or 1, human or 0) and one of decisionId,"
                    + " orderId, paymentReference, accountId (perhaps with saleId); perhaps source"
                    + " and at, when it came to be known. Outcomes: decisionId, outcome; perhaps"
                    + " accountId, orderId, paymentReference, at, takenAt. Orders and payments are"
                    + " found by the outcomes that name them.",
            "",
            "Exit code: 0 if all is well, 1 if there can be no dataset."
        })
public final class DatasetCommand implements Callable<Integer> {

    static final int CANNOT = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final Progress progress;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Files and folders of decision logs (.jsonl, .jsonl.gz).")
    private List<Path> logs = List.of();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Labels: CSV (.csv, .csv.gz), or lines as in a log (.jsonl, .jsonl.gz).")
    private List<Path> labels = List.of();

    @Option(names = "--outcomes", paramLabel = "FILE", description = "Outcomes, in the same forms.")
    private List<Path> outcomes = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Leave out what was known only later (RFC 3339).")
    private @Nullable String asOf;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where the dataset goes (Parquet).")
    private Path output = Path.of("");

    /// @param out for the report
    /// @param err for progress, and for what cannot be done
    public DatasetCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        this.out = out;
        this.err = err;
        this.progress = new ShownProgress(err, isTerminal, System::nanoTime);
    }

    @Override
    public Integer call() {
        try {
            List<String> report = dataset().write(output, progress);
            progress.end();
            report.forEach(out::println);
            return 0;
        } catch (CannotMake | CannotReplay e) {
            tell(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            tell("The dataset cannot be made: " + DuckDatabase.why(e));
        } catch (IOException e) {
            tell("The dataset cannot be made: " + e);
        }
        return CANNOT;
    }

    private void tell(String sentence) {
        progress.end();
        err.println(sentence);
    }

    private Dataset dataset() throws IOException, CannotReplay, CannotMake {
        List<Path> files = LogFiles.find(logs);
        List<Path> others = new ArrayList<>(labels);
        others.addAll(outcomes);
        for (Path other : others) {
            if (!Files.isReadable(other) || Files.isDirectory(other)) {
                throw new CannotMake("There is no file '%s' that can be read.".formatted(other));
            }
        }
        requireElsewhere(files);
        requireElsewhere(others);
        return new Dataset(files, others, asOf());
    }

    private void requireElsewhere(List<Path> inputs) throws IOException, CannotMake {
        for (Path input : inputs) {
            if (Files.exists(output) && Files.isSameFile(output, input)) {
                throw new CannotMake("'%s' would be written over itself.".formatted(output));
            }
        }
    }

    private OptionalLong asOf() throws CannotReplay, CannotMake {
        if (asOf == null) {
            return OptionalLong.empty();
        }
        OptionalLong time = new Times(null).read(asOf);
        if (time.isEmpty()) {
            throw new CannotMake(
                    "'%s' is no time: write it as 2026-01-31T00:00:00Z.".formatted(asOf));
        }
        return time;
    }
}
