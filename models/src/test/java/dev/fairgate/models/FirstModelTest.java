package dev.fairgate.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The model that decides from the first start on, made again.
class FirstModelTest {

    private static final Path DATASET = Path.of("first", "dataset.parquet");
    private static final Path SHIPPED =
            Path.of("..", "risk-service", "src", "main", "resources", "model", "first.fgm");

    @Test
    void isWhatItsDatasetAndItsCommandMake(@TempDir Path folder) {
        Path made = folder.resolve("first.fgm");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);

        int exit =
                ModelCommand.run(
                        InputStream.nullInputStream(),
                        print,
                        print,
                        false,
                        "train",
                        DATASET.toString(),
                        "-o",
                        made.toString(),
                        "--trees",
                        "60",
                        "--depth",
                        "5",
                        "--challenge-from",
                        "1",
                        "--block-from",
                        "1");

        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isIn(0, 2);
        assertThat(made).hasSameBinaryContentAs(SHIPPED);
    }
}
