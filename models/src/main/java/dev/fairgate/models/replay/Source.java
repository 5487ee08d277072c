package dev.fairgate.models.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Where lines come from: a file, plain or gzip by its name, or what is piped in.
public final class Source {

    private final String name;
    private final @Nullable Path path;
    private final InputStream piped;

    private Source(String name, @Nullable Path path, InputStream piped) {
        this.name = name;
        this.path = path;
        this.piped = piped;
    }

    /// A file, gzip if it is called `.gz`.
    public static Source of(Path path) {
        return new Source(path.toString(), path, InputStream.nullInputStream());
    }

    /// What can be read once.
    public static Source piped(InputStream in) {
        return new Source("the standard input", null, in);
    }

    /// For people.
    public String name() {
        return name;
    }

    /// In bytes as they lie on the disk; 0 where nobody knows.
    public long size() {
        try {
            return path == null ? 0 : Files.size(path);
        } catch (IOException e) {
            return 0; // opening it will tell why
        }
    }

    /// From its beginning.
    ///
    /// @param read is told of bytes of the file as they are read
    public NumberedLines open(LongConsumer read) throws IOException {
        if (path == null) {
            return new NumberedLines(new Counted(piped, read));
        }
        InputStream file = new Counted(Files.newInputStream(path), read);
        try {
            return new NumberedLines(name.endsWith(".gz") ? new GZIPInputStream(file) : file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static final class Counted extends FilterInputStream {
        private final LongConsumer read;

        Counted(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            read.accept(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            read.accept(Math.max(0, count));
            return count;
        }
    }
}
