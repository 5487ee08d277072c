package dev.fairgate.models;

import dev.fairgate.models.card.Card;
import dev.fairgate.models.evaluation.Bootstrap;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.table.CannotRead;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.table.TableOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model evaluate`.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = AnalystCommand.CANNOT,
        exitCodeOnExecutionException = AnalystCommand.CANNOT,
        header = "Measures a model on a labelled table.",
        description = {
            "",
            "All rows count, so take a table that the model was not made of: figures on its own"
                    + " rows are worth nothing.",
            "  model evaluate model.fgm yesterday.parquet --card card.html",
            ""
        })
final class EvaluateCommand extends AnalystCommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "What `model train` wrote.")
    private Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The table.")
    private Path file = Path.of("");

    @Mixin private final TableOptions tableOptions = new TableOptions();

    @Option(names = "--card", paramLabel = "FILE", description = "Where a page about it goes.")
    private @Nullable Path card;

    @Option(names = "--seed", paramLabel = "N", description = "Of the intervals: 1.")
    private long seed = 1;

    EvaluateCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        super(out, err, isTerminal);
    }

    @Override
    int run() throws CannotRead, CannotAnalyse, IOException {
        ModelFile.Valid valid = OnDisk.model(modelFile);
        Table table = table(file, tableOptions);
        int[] rows = IntStream.range(0, table.rows()).toArray();
        double[] scores = OnDisk.scorer(valid.model(), table, file).scores(rows);
        Scored scored = Scored.of(table, rows, scores);
        if (scored.bots() == 0 || scored.people() == 0) {
            throw new CannotAnalyse(
                    "Of the rows of '%s' %,d are of bots and %,d of people: both are needed."
                            .formatted(file, scored.bots(), scored.people()));
        }
        Evaluation evaluation =
                Evaluation.of(table, rows, scored, valid.model().bounds(), new Bootstrap(seed));
        say(
                "%s on %s: %,d rows, %,d of bots"
                        .formatted(valid.version(), table.name(), table.rows(), scored.bots()));
        say(Words.of(evaluation));
        if (card != null) {
            String page = Card.of(table, valid.model(), evaluation, valid.version());
            OnDisk.write(card, page.getBytes(StandardCharsets.UTF_8));
        }
        return DONE;
    }
}
