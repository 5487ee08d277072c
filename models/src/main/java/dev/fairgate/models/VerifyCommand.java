package dev.fairgate.models;

import dev.fairgate.models.scoring.Keys;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.ModelFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = AnalystCommand.CANNOT,
        exitCodeOnExecutionException = AnalystCommand.CANNOT,
        header = "Checks a model file, and says what it is.",
        description = {
            "",
            "With --key it must be signed by that key. Without, a signature is not looked at.",
            "  model verify model.fgm --key analysts.pub",
            ""
        },
        footer = {"", "Exit code: 0 if it is a model, 1 with the reason if not."})
final class VerifyCommand extends AnalystCommand {

    @Parameters(paramLabel = "MODEL", description = "What `model train` wrote.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "Public keys that are trusted.")
    private @Nullable Path key;

    VerifyCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        super(out, err, isTerminal);
    }

    @Override
    int run() throws CannotAnalyse, IOException {
        ModelFile.Valid valid = key == null ? OnDisk.model(file) : signed(key);
        Model model = valid.model();
        say("%s, %,d bytes".formatted(valid.version(), Files.size(file)));
        say(
                "%s inputs of kind %s, version %d"
                        .formatted(
                                model.schema().inputs().size(),
                                model.schema().kind(),
                                model.schema().version()));
        say(
                "challenges from %s, blocks from %s"
                        .formatted(
                                Words.bound(model.bounds().challenge()),
                                Words.bound(model.bounds().block())));
        Map<String, String> training = new TreeMap<>(model.training());
        training.forEach((name, text) -> say("  %-42s %s".formatted(name, text)));
        if (key == null) {
            say("Nobody was asked who made it: name trusted keys with --key.");
        }
        return DONE;
    }

    private ModelFile.Valid signed(Path keys) throws CannotAnalyse, IOException {
        return switch (ModelFile.readSigned(file, Keys.readPublic(keys))) {
            case ModelFile.Valid valid -> valid;
            case ModelFile.Refused refused ->
                    throw new CannotAnalyse("'%s': %s".formatted(file, refused.why()));
        };
    }
}
