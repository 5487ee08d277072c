package dev.fairgate.models.replay;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.progress.ShownProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model replay`.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ReplayCommand.CANNOT,
        exitCodeOnExecutionException = ReplayCommand.CANNOT,
        header = "Computes the features of past purchases, in the time that they were made.",
        description = {
            "",
            "Of a CSV of purchases it makes a decision log with features and labels:",
            "  model replay purchases.csv --columns account=user_id,at=purchase_time -o out.jsonl",
            "Of our own decision logs it computes the features again, and compares them bit for bit"
                    + " with those that the decisions were made from:",
            "  model replay logs-of-node-1 logs-of-node-2",
            ""
        },
        footer = {
            "",
            "Columns: account, registered, device, address, at, quantity, amount, label. Any may be"
                    + " absent. Times are RFC 3339, seconds or milliseconds since 1970, or as"
                    + " --time-format says; without a zone they are UTC. Addresses are literals or"
                    + " numbers. Labels are 1 or bot, 0 or human.",
            "",
            "Exit code: 0 if all is well, 1 if nothing can be replayed, 2 if a decision that can be"
                    + " compared came out different."
        })
public final class ReplayCommand implements Callable<Integer> {

    static final int CANNOT = 1;
    static final int DIFFERENT = 2;

    private static final int LEAST_KEY = 16;
    private static final String PUBLIC_KEY = "fairgate replay, a key that everybody knows";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Progress progress;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "One CSV (.csv, .csv.gz, or - for the standard input), or files and folders of"
                        + " decision logs (.jsonl, .jsonl.gz)."
            })
    private List<String> inputs = List.of();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "COLUMN=NAME",
            description = "How the CSV calls its columns, where it is not as below.")
    private Map<Column, String> columns = Map.of();

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description = "Of the times in the CSV, for example 'M/d/yyyy H:mm'.")
    private @Nullable String timeFormat;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the decision log goes (.jsonl, .jsonl.gz, or - for the output).")
    private @Nullable String output;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "At least 16 bytes, from which pseudonyms and ids are made. Without it everybody"
                            + " can undo the pseudonyms.")
    private @Nullable Path keyFile;

    /// @param out for the report, and for the log if it is asked for there
    /// @param err for what cannot be done
    public ReplayCommand(InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.progress = new ShownProgress(err, isTerminal, System::nanoTime);
    }

    @Override
    public Integer call() {
        try {
            return isCsv() ? replayCsv() : replayLog();
        } catch (CannotReplay e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The replay cannot go on: " + e);
        } finally {
            progress.end();
        }
        return CANNOT;
    }

    private boolean isCsv() {
        String first = inputs.getFirst();
        return !columns.isEmpty()
                || first.equals("-")
                || first.endsWith(".csv")
                || first.endsWith(".csv.gz");
    }

    private int replayCsv() throws IOException, CannotReplay {
        if (inputs.size() > 1) {
            throw new CannotReplay("One CSV at a time: their rows would have to be put in order.");
        }
        if (output == null) {
            throw new CannotReplay("Say with -o where the decision log goes.");
        }
        String name = inputs.getFirst();
        Source csv = name.equals("-") ? Source.piped(in) : Source.of(readable(Path.of(name)));
        ReplayKey key = new ReplayKey(key());
        PurchaseReplay replay =
                new PurchaseReplay(csv, columns, new Times(timeFormat), key, progress);
        try (Output log = output(List.of(Path.of(name)))) {
            PurchaseReplay.Report report = replay.run(log);
            log.finish();
            tell(report.lines());
        }
        return 0;
    }

    private int replayLog() throws IOException, CannotReplay {
        List<Path> files = LogFiles.find(inputs.stream().map(Path::of).toList());
        List<Source> sources = files.stream().map(Source::of).toList();
        LogReport report = new LogReport(files.size());
        long bytes = sources.stream().mapToLong(Source::size).sum();
        try (Output copy = output(files);
                MergedLog log = new MergedLog(sources, progress)) {
            progress.begin("Replaying", Progress.Unit.BYTES, bytes);
            new LogReplay(report, copy).run(log);
            copy.finish();
        }
        tell(report.lines());
        if (report.decisions() == 0) {
            throw new CannotReplay("There is no decision in these files.");
        }
        return report.differentOnes() > 0 ? DIFFERENT : 0;
    }

    private Output output(List<Path> inputFiles) throws IOException, CannotReplay {
        if (output == null) {
            return Output.nowhere();
        }
        if (output.equals("-")) {
            return Output.to(out);
        }
        Path path = Path.of(output);
        for (Path input : inputFiles) {
            if (Files.exists(path) && Files.exists(input) && Files.isSameFile(path, input)) {
                throw new CannotReplay("'%s' would be written over itself.".formatted(path));
            }
        }
        return Output.to(path);
    }

    private byte[] key() throws IOException, CannotReplay {
        if (keyFile == null) {
            return PUBLIC_KEY.getBytes(StandardCharsets.US_ASCII);
        }
        byte[] key = Files.readAllBytes(readable(keyFile));
        if (key.length < LEAST_KEY) {
            throw new CannotReplay("The key in '%s' is shorter than 16 bytes.".formatted(keyFile));
        }
        return key;
    }

    private static Path readable(Path file) throws CannotReplay {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CannotReplay("There is no file '%s' that can be read.".formatted(file));
        }
        return file;
    }

    private void tell(List<String> lines) {
        progress.end();
        PrintStream to = "-".equals(output) ? err : out;
        lines.forEach(to::println);
    }
}
