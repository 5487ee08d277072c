package dev.fairgate.models;

import dev.fairgate.models.card.Card;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.table.CannotRead;
import dev.fairgate.models.table.Leakage;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.table.TableOptions;
import dev.fairgate.models.training.Budget;
import dev.fairgate.models.training.CannotTrain;
import dev.fairgate.models.training.Plan;
import dev.fairgate.models.training.Recipe;
import dev.fairgate.models.training.Trained;
import dev.fairgate.models.training.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model train`.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = false,
        exitCodeOnInvalidInput = AnalystCommand.CANNOT,
        exitCodeOnExecutionException = AnalystCommand.CANNOT,
        header = "Makes a model of a labelled table, and says what it is worth.",
        description = {
            "",
            "Of what `model dataset` wrote, or of any CSV or Parquet with a header:",
            "  model train dataset.parquet -o model.fgm --card card.html",
            "  model train orders.csv --label fraud --time ordered_at --entity customer -o m.fgm",
            "",
            "Trees are grown of the first 60 %% of the rows in the order of time; the next 20 %%"
                    + " calibrate them and choose the thresholds; the last 20 %% give the figures. No"
                    + " entity is on two sides. A table without a time is crossed: each row is"
                    + " judged by trees of other entities.",
            ""
        },
        footer = {
            "",
            "The same file, options and seed give the same bytes.",
            "Exit code: 0 if all is well, 1 if there is no model, 2 if there is one whose figures"
                    + " are too good to be true."
        })
final class TrainCommand extends AnalystCommand {

    private static final String CROSSED = "--cv is 1 to 20 times 2 to 20 parts, for example 5x5.";
    private static final Pattern TIMES = Pattern.compile("([0-9]{1,2})x([0-9]{1,2})");

    @Parameters(paramLabel = "FILE", description = "The table: .csv, .csv.gz or .parquet.")
    private Path file = Path.of("");

    @Mixin private final TableOptions tableOptions = new TableOptions();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where the model goes.")
    private Path output = Path.of("");

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "Where a page about it goes: figures, pictures, limits.")
    private @Nullable Path card;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "gbt (gradient-boosted trees, the default) or forest.")
    private Recipe.Kind kind = Recipe.Kind.GBT;

    @Option(names = "--trees", paramLabel = "N", description = "150, or 200 of a forest.")
    private @Nullable Integer trees;

    @Option(names = "--depth", paramLabel = "N", description = "6, or 20 of a forest.")
    private @Nullable Integer depth;

    @Option(
            names = "--shrinkage",
            paramLabel = "SHARE",
            description = "How much of each boosted tree counts: 0.1.")
    private @Nullable Double shrinkage;

    @Option(
            names = "--most-rows",
            paramLabel = "N",
            description = "That trees are grown of; of more, so many are drawn: 300000.")
    private @Nullable Integer mostRows;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn: 1.")
    private long seed = 1;

    @Option(
            names = "--split",
            paramLabel = "HOW",
            description = "ordered, crossed, or random: by entity, where time plays no part.")
    private @Nullable How split;

    @Option(
            names = "--cv",
            paramLabel = "TIMESxPARTS",
            description = "Of --split crossed: 5x5, or 1x5 above 20,000 rows.")
    private @Nullable String crossed;

    @Option(
            names = "--challenge-budget",
            paramLabel = "SHARE",
            description = "Of people who may be challenged: 0.02.")
    private double challenge = Budget.STANDARD.challenge();

    @Option(
            names = "--block-budget",
            paramLabel = "SHARE",
            description = "Of people who may be blocked: 0.001.")
    private double block = Budget.STANDARD.block();

    @Option(
            names = "--challenge-from",
            paramLabel = "SCORE",
            description = "No lower score is challenged, whatever the budget allows: 0.")
    private double challengeFrom;

    @Option(
            names = "--block-from",
            paramLabel = "SCORE",
            description = "No lower score is blocked; 1 never blocks anybody: 0.")
    private double blockFrom;

    /// What `--split` takes.
    enum How {
        ORDERED,
        RANDOM,
        CROSSED
    }

    TrainCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        super(out, err, isTerminal);
    }

    @Override
    int run() throws CannotRead, CannotTrain, CannotAnalyse, IOException {
        Training training = training();
        Optional<Plan> asked = asked();
        Table table = table(file, tableOptions);
        List<String> leaks =
                Leakage.in(table, System.currentTimeMillis()).stream()
                        .map(Leakage.Finding::sentence)
                        .toList();
        Trained trained =
                training.run(table, asked.orElseGet(() -> usual(table)), OnDisk.sha256(read()))
                        .alsoFound(leaks);
        byte[] bytes = ModelFile.write(trained.model());
        OnDisk.write(output, bytes);
        say(Words.of(table, trained));
        say("%s in %s, %,d bytes.".formatted(ModelFile.version(bytes), output, bytes.length));
        if (card != null) {
            String page = Card.of(table, trained, ModelFile.version(bytes));
            OnDisk.write(card, page.getBytes(StandardCharsets.UTF_8));
        }
        return trained.findings().isEmpty() ? DONE : FOUND;
    }

    private List<Path> read() {
        List<Path> files = new ArrayList<>(List.of(file));
        Path labels = tableOptions.options().labels();
        if (labels != null) {
            files.add(labels);
        }
        return files;
    }

    private Training training() throws CannotAnalyse {
        Recipe usual = Recipe.standard(kind);
        try {
            Recipe recipe =
                    new Recipe(
                            kind,
                            trees == null ? usual.trees() : trees,
                            depth == null ? usual.depth() : depth,
                            shrinkage == null ? usual.shrinkage() : shrinkage,
                            mostRows == null ? usual.mostRows() : mostRows,
                            seed);
            return new Training(
                    recipe, new Budget(challenge, block, challengeFrom, blockFrom), progress);
        } catch (IllegalArgumentException e) {
            throw new CannotAnalyse("This cannot be trained: " + e.getMessage() + ".");
        }
    }

    private Optional<Plan> asked() throws CannotAnalyse {
        if (crossed != null) {
            return Optional.of(crossed(crossed));
        }
        return switch (split) {
            case null -> Optional.empty();
            case CROSSED -> Optional.empty();
            case ORDERED -> Optional.of(new Plan.Ordered());
            case RANDOM -> Optional.of(new Plan.Random());
        };
    }

    private Plan usual(Table table) {
        return split == How.CROSSED ? Training.crossing(table) : Training.planFor(table);
    }

    private static Plan crossed(String text) throws CannotAnalyse {
        Matcher parts = TIMES.matcher(text);
        try {
            if (parts.matches()) {
                return new Plan.Crossed(
                        Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            throw new CannotAnalyse(CROSSED);
        }
        throw new CannotAnalyse(CROSSED);
    }
}
