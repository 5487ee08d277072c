package dev.fairgate.models.replay;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Takes lines into a file, plain or gzip by its name, that has its name only once it is whole; or
/// into a stream; or nowhere.
final class Output implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final @Nullable Path path;

    private Output(OutputStream out, @Nullable Path path) {
        this.out = out;
        this.path = path;
    }

    static Output nowhere() {
        return new Output(OutputStream.nullOutputStream(), null);
    }

    static Output to(OutputStream stream) {
        return new Output(new BufferedOutputStream(stream, BUFFER), null);
    }

    static Output to(Path path) throws IOException {
        OutputStream file =
                new BufferedOutputStream(Files.newOutputStream(unfinished(path)), BUFFER);
        return new Output(
                path.toString().endsWith(".gz") ? new GZIPOutputStream(file, BUFFER) : file, path);
    }

    void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    /// All is there: the file gets its name.
    void finish() throws IOException {
        out.flush();
        if (path != null) {
            out.close();
            Files.move(unfinished(path), path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Takes away what is not finished.
    @Override
    public void close() throws IOException {
        if (path != null) {
            out.close();
            Files.deleteIfExists(unfinished(path));
        }
    }

    private static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }
}
