package dev.fairgate.models;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.progress.ShownProgress;
import dev.fairgate.models.table.CannotRead;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.table.TableOptions;
import dev.fairgate.models.table.TableReader;
import dev.fairgate.models.training.CannotTrain;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// A command about models and tables: says in one sentence what it cannot do, and why.
abstract class AnalystCommand implements Callable<Integer> {

    /// All is well.
    static final int DONE = 0;

    /// Nothing was made, or could be told.
    static final int CANNOT = 1;

    /// It was done, and something is the matter.
    static final int FOUND = 2;

    final Progress progress;
    private final PrintStream out;
    private final PrintStream err;

    AnalystCommand(PrintStream out, PrintStream err, boolean isTerminal) {
        this.out = out;
        this.err = err;
        this.progress = new ShownProgress(err, isTerminal, System::nanoTime);
    }

    /// What it does.
    ///
    /// @return its exit code
    abstract int run() throws CannotRead, CannotTrain, CannotAnalyse, IOException;

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (CannotRead | CannotTrain | CannotAnalyse e) {
            progress.end();
            err.println(e.getMessage());
        } catch (IOException e) {
            progress.end();
            err.println("This cannot go on: " + e);
        }
        return CANNOT;
    }

    final Table table(Path file, TableOptions options) throws CannotRead {
        return TableReader.read(file, options.options(), err::println);
    }

    final void say(List<String> lines) {
        lines.forEach(out::println);
    }

    final void say(String line) {
        out.println(line);
    }
}
