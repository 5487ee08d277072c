package dev.fairgate.models;

import dev.fairgate.models.evaluation.Bootstrap;
import dev.fairgate.models.evaluation.Comparison;
import dev.fairgate.models.evaluation.Comparison.Changed;
import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.table.CannotRead;
import dev.fairgate.models.table.RowLookup;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.table.TableOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model compare`.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = AnalystCommand.CANNOT,
        exitCodeOnExecutionException = AnalystCommand.CANNOT,
        header = "Says what changes, and for whom, if one model takes the place of another.",
        description = {
            "",
            "Each model decides by its own thresholds, by its score alone: what limits, lists and"
                    + " rules add is not in it.",
            "  model compare champion.fgm challenger.fgm yesterday.parquet",
            ""
        })
final class CompareCommand extends AnalystCommand {

    @Parameters(index = "0", paramLabel = "CHAMPION", description = "The model that decides now.")
    private Path championFile = Path.of("");

    @Parameters(index = "1", paramLabel = "CHALLENGER", description = "The one that might.")
    private Path challengerFile = Path.of("");

    @Parameters(index = "2", paramLabel = "FILE", description = "A table neither was made of.")
    private Path file = Path.of("");

    @Mixin private final TableOptions tableOptions = new TableOptions();

    @Option(names = "--seed", paramLabel = "N", description = "Of the interval: 1.")
    private long seed = 1;

    CompareCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        super(out, err, isTerminal);
    }

    @Override
    int run() throws CannotRead, CannotAnalyse, IOException {
        ModelFile.Valid champion = OnDisk.model(championFile);
        ModelFile.Valid challenger = OnDisk.model(challengerFile);
        Table table = table(file, tableOptions);
        Comparison comparison =
                Comparison.of(
                        scored(champion, table),
                        champion.model().bounds(),
                        scored(challenger, table),
                        challenger.model().bounds(),
                        new Bootstrap(seed));
        say(
                "%s (champion) and %s on %s: %,d rows"
                        .formatted(
                                champion.version(),
                                challenger.version(),
                                table.name(),
                                table.rows()));
        say(Words.of(comparison, changed -> name(table, changed)));
        return DONE;
    }

    /// Of a dataset, its decision; else its place.
    private String name(Table table, Changed changed) {
        Optional<String> decision =
                table.isFairgate()
                        ? RowLookup.decisionOf(
                                file,
                                table.atMs()[changed.row()],
                                table.inputs(),
                                table.row(changed.row()))
                        : Optional.empty();
        return decision.map("decision "::concat).orElse("row " + (changed.row() + 1));
    }

    private Scored scored(ModelFile.Valid valid, Table table) throws CannotAnalyse {
        int[] rows = IntStream.range(0, table.rows()).toArray();
        return Scored.of(table, rows, OnDisk.scorer(valid.model(), table, file).scores(rows));
    }
}
