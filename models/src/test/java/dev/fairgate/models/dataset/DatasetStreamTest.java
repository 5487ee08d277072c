package dev.fairgate.models.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.ModelCommand;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a process of its own, which has less memory than the log has bytes.
class DatasetStreamTest {

    private static final int DECISIONS = 100_000;

    @TempDir Path folder;

    @Test
    void takesALogThatIsLargerThanTheMemory() throws Exception {
        Path log = folder.resolve("log.jsonl.gz");
        long bytes = 0;
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(log)), UTF_8))) {
            for (int i = 0; i < DECISIONS; i++) {
                String line = Lines.decision(DECISIONS - i, "a" + i % 1_000) + "\n";
                out.write(line);
                bytes += line.length();
            }
        }
        assertThat(bytes).isGreaterThan(90L << 20);
        Path said = folder.resolve("said.txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx40m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ModelCommand.class.getName(),
                                "dataset",
                                log.toString(),
                                "-o",
                                folder.resolve("out.parquet").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        assertThat(said).content().contains("100,000 decisions, from 2026-03-01T10:00:01Z");
    }
}
