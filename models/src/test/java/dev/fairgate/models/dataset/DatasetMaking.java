package dev.fairgate.models.dataset;

import dev.fairgate.models.ModelCommand;
import dev.fairgate.models.table.DuckDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Runs the command in a folder of its own.
abstract class DatasetMaking {

    @TempDir Path folder;

    Path output = Path.of("");
    String said = "";

    @BeforeEach
    void chooseAnOutput() {
        output = folder.resolve("out.parquet");
    }

    int make(Path log, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dataset", log.toString()));
        arguments.addAll(List.of("-o", output.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        int code =
                ModelCommand.run(
                        InputStream.nullInputStream(),
                        out,
                        out,
                        false,
                        arguments.toArray(String[]::new));
        said = text.toString(StandardCharsets.UTF_8);
        return code;
    }

    List<List<String>> rows(String columns) throws Exception {
        try (DuckDatabase database = DuckDatabase.open(folder)) {
            return database.texts(
                    "SELECT %s FROM read_parquet(%s)"
                            .formatted(columns, DuckDatabase.file(output)));
        }
    }

    Path log(String... lines) throws IOException {
        return file("a.jsonl", String.join("\n", lines) + "\n");
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    Path gzip(String name, String line) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
