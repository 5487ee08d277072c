package dev.fairgate.benchmarks.arena;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Somebody with the command line of `models`, in a folder.
final class Analyst {

    private static final int MOST_MINUTES = 3;

    /// 2: a finding, with the file written all the same.
    private static final List<Integer> DONE = List.of(0, 2);

    private final Path folder;

    Analyst(Path folder) {
        this.folder = folder;
    }

    /// Runs one command to its end; what it said.
    String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        Path.of("..", "models", "target", "models-0.1.0-SNAPSHOT-app.jar")
                                .toAbsolutePath()
                                .toString()));
        Stream.of(words).forEach(command::add);
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .start();
        try {
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)
                    || !DONE.contains(process.exitValue())) {
                throw new AssertionError(String.join(" ", words) + ": " + Files.readString(errors));
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
