package dev.fairgate.models;

import dev.fairgate.models.dataset.DatasetCommand;
import dev.fairgate.models.publish.KeysCommand;
import dev.fairgate.models.publish.PublishCommand;
import dev.fairgate.models.publish.StageCommand;
import dev.fairgate.models.replay.ReplayCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `model`: the analysts' command line.
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What analysts do with decision logs.")
public final class ModelCommand {

    private ModelCommand() {}

    /// Runs one command, and ends the process with its exit code. The script `model` says by the
    /// property `fairgate.terminal` whether errors and progress go to a terminal.
    public static void main(String[] arguments) {
        boolean isTerminal = Boolean.getBoolean("fairgate.terminal");
        System.exit(run(System.in, System.out, System.err, isTerminal, arguments));
    }

    /// Runs one command, and gives its exit code.
    public static int run(
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean isTerminal,
            String... arguments) {
        return new CommandLine(new ModelCommand())
                .addSubcommand(new ReplayCommand(in, out, err, isTerminal))
                .addSubcommand(new KeysCommand(out, err))
                .addSubcommand(new PublishCommand(out, err))
                .addSubcommand(new StageCommand(out, err))
                .addSubcommand(new DatasetCommand(out, err, isTerminal))
                .addSubcommand(new TrainCommand(out, err, isTerminal))
                .addSubcommand(new EvaluateCommand(out, err, isTerminal))
                .addSubcommand(new CompareCommand(out, err, isTerminal))
                .addSubcommand(new ExplainCommand(out, err, isTerminal))
                .addSubcommand(new VerifyCommand(out, err, isTerminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }
}
