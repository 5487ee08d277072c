package dev.fairgate.models.publish;

import dev.fairgate.models.scoring.Keys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `model keys`.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        header = "Makes a pair of keys to sign models with.",
        description = {
            "",
            "Writes FILE, which only you may read, and FILE.pub, which risk services are told to"
                    + " trust by fairgate.models.keys.",
            ""
        })
public final class KeysCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "FILE", description = "Of the private key; must not be there yet.")
    private Path file = Path.of("");

    /// @param out for what was made
    /// @param err for what cannot be done
    public KeysCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            KeyPair keys = Keys.generate();
            Keys.writePrivate(keys, file);
            Keys.writePublic(keys.getPublic(), Path.of(file + ".pub"));
            out.printf("Key %s: %s and %s.pub%n", Keys.id(keys.getPublic()), file, file);
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println("'" + e.getFile() + "' is there already: choose another name.");
        } catch (IOException e) {
            err.println("The keys cannot be written: " + e.getMessage());
        }
        return 1;
    }
}
