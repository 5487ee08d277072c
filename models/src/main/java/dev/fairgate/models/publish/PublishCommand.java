package dev.fairgate.models.publish;

import dev.fairgate.models.scoring.Keys;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.scoring.Signature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model publish`.
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = PublishCommand.CANNOT,
        exitCodeOnExecutionException = PublishCommand.CANNOT,
        header = "Signs a model and uploads it to a risk service.",
        description = {
            "",
            "  model publish model.fgm --key my.key --token-file token --shadow",
            ""
        },
        footer = {"", "Exit code: 0 if the model is there, 1 if not."})
public final class PublishCommand implements Callable<Integer> {

    static final int CANNOT = 1;

    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "MODEL", description = "As 'model train' wrote it.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The private key, of 'model keys'.")
    private Path key = Path.of("");

    @Option(
            names = "--shadow",
            description = "Lets it score beside the champion at once; it decides nothing there.")
    private boolean shadow;

    @Mixin private RiskService service = new RiskService();

    /// @param out for what was done
    /// @param err for what cannot be done
    public PublishCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            String version = service.upload(signed());
            out.println(version + " is uploaded.");
            if (shadow) {
                service.stage(version, "{\"stage\":\"shadow\"}");
                out.println(version + " is in shadow.");
            }
            return 0;
        } catch (CannotPublish e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The model cannot be published: " + e.getMessage());
        }
        return CANNOT;
    }

    /// What the service would refuse is not sent.
    private byte[] signed() throws CannotPublish, IOException {
        return switch (ModelFile.read(file).forDecisions()) {
            case ModelFile.Refused(String why) -> throw new CannotPublish(why);
            case ModelFile.Valid _ ->
                    Signature.sign(Files.readAllBytes(file), Keys.readPrivate(key));
        };
    }
}
