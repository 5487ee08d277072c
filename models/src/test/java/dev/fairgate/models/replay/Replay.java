package dev.fairgate.models.replay;

import dev.fairgate.models.feature.FeatureName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;

/// The command in a folder of its own, as somebody at a terminal has it.
record Replay(Path folder) {

    record Ended(int exitCode, String out, String err) {}

    Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out =
                name.endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file)) {
            out.write(bytes);
        }
        return file;
    }

    Ended run(Object... arguments) {
        return run(new byte[0], arguments);
    }

    Ended run(byte[] piped, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        int exitCode =
                new CommandLine(
                                new ReplayCommand(
                                        new ByteArrayInputStream(piped), printed, told, false))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setErr(new PrintWriter(told, true, StandardCharsets.UTF_8))
                        .execute(texts.toArray(new String[0]));
        return new Ended(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// The decisions in a log, in its order.
    List<Logged> decisions(String name) throws IOException {
        List<Logged> decisions = new ArrayList<>();
        try (NumberedLines lines = Source.of(file(name)).open(_ -> {})) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                switch (LogLineReader.read(name, line)) {
                    case LogLine.Decision(Logged logged) -> decisions.add(logged);
                    case LogLine.Event _, LogLine.Gap _ -> {}
                    case LogLine.Unreadable(String place, String why) ->
                            throw new AssertionError(place + " " + why);
                }
            }
        }
        return decisions;
    }

    static double feature(Logged logged, FeatureName name) {
        LoggedFeatures features = logged.features();
        if (features == null) {
            throw new AssertionError("no features in " + logged.line());
        }
        return features.get(name);
    }
}
