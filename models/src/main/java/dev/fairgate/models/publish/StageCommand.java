package dev.fairgate.models.publish;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model stage`.
@Command(
        name = "stage",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = StageCommand.CANNOT,
        exitCodeOnExecutionException = StageCommand.CANNOT,
        header = "Puts a model of a risk service on a stage.",
        description = {
            "",
            "  model stage m-0123456789abcdef canary --percent 10 --token-file token",
            "",
            "The champion before it retires; putting that one back as champion undoes it.",
            ""
        },
        footer = {"", "Exit code: 0 if it is there, 1 if not."})
public final class StageCommand implements Callable<Integer> {

    static final int CANNOT = 1;

    private final PrintStream out;
    private final PrintStream err;

    /// Where a model can be put.
    enum Stage {
        SHADOW,
        CANARY,
        CHAMPION,
        RETIRED
    }

    @Parameters(index = "0", paramLabel = "VERSION", description = "Of the model, as m-….")
    private String version = "";

    @Parameters(
            index = "1",
            paramLabel = "STAGE",
            description = "${COMPLETION-CANDIDATES}; all but shadow take an admin's token.")
    private Stage stage = Stage.SHADOW;

    @Option(
            names = "--percent",
            paramLabel = "1-99",
            description = "Of the accounts that a canary decides for.")
    private @Nullable Integer percent;

    @Mixin private RiskService service = new RiskService();

    /// @param out for what was done
    /// @param err for what cannot be done
    public StageCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!version.matches("m-[0-9a-f]{16}")) {
            err.println("A version is m- and 16 hexadecimal digits, not '" + version + "'.");
            return CANNOT;
        }
        String name = stage.name().toLowerCase(Locale.ROOT);
        try {
            service.stage(
                    version,
                    percent == null
                            ? "{\"stage\":\"%s\"}".formatted(name)
                            : "{\"stage\":\"%s\",\"percent\":%d}".formatted(name, percent));
            out.println(version + " is " + (stage == Stage.SHADOW ? "in shadow." : name + "."));
            return 0;
        } catch (CannotPublish e) {
            err.println(e.getMessage());
            return CANNOT;
        }
    }
}
