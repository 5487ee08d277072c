package dev.fairgate.models;

import dev.fairgate.models.evaluation.Explanation;
import dev.fairgate.models.evaluation.TableScorer;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.table.CannotRead;
import dev.fairgate.models.table.RowLookup;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.table.TableOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model explain`.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = AnalystCommand.CANNOT,
        exitCodeOnExecutionException = AnalystCommand.CANNOT,
        header = "Says which inputs brought the score of a row about, and by how much.",
        description = {
            "",
            "  model explain model.fgm dataset.parquet --decision 01J…",
            "  model explain model.fgm orders.csv --label fraud --row 12",
            "",
            "Contributions are exact Shapley values: with what the trees say of a row of which"
                    + " nothing is known, they add up to what they say of this one.",
            ""
        })
final class ExplainCommand extends AnalystCommand {

    private static final int SHOWN = 12;

    @Parameters(index = "0", paramLabel = "MODEL", description = "What `model train` wrote.")
    private Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The table that has the row.")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin private final TableOptions tableOptions = new TableOptions();

    /// The row.
    static final class Which {

        @Option(
                names = "--row",
                paramLabel = "N",
                description = "Its place among the labelled rows in the order of time, from 1.")
        private int row;

        @Option(
                names = "--decision",
                paramLabel = "ID",
                description = "Its decision, in what `model dataset` wrote.")
        private @Nullable String decision;
    }

    ExplainCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        super(out, err, isTerminal);
    }

    @Override
    int run() throws CannotRead, CannotAnalyse, IOException {
        ModelFile.Valid valid = OnDisk.model(modelFile);
        double[] row = row(valid);
        Explanation explanation = Explanation.of(valid.model(), row);
        say(Words.of(valid.model(), explanation, SHOWN));
        return DONE;
    }

    private double[] row(ModelFile.Valid valid) throws CannotRead, CannotAnalyse {
        String decision = which.decision;
        if (decision != null) {
            return RowLookup.decision(file, decision, valid.model().schema().inputs());
        }
        Table table = table(file, tableOptions);
        TableScorer scorer = OnDisk.scorer(valid.model(), table, file);
        if (which.row < 1 || which.row > table.rows()) {
            throw new CannotAnalyse("'%s' has rows 1 to %,d.".formatted(file, table.rows()));
        }
        return scorer.row(which.row - 1);
    }
}
