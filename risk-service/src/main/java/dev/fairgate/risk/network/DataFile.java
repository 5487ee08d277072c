package dev.fairgate.risk.network;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of network data: on the disk, where it may come, change and go, or on the class path.
sealed interface DataFile {

    String ON_CLASS_PATH = "classpath:";

    /// Names a file; whether there is one shows later.
    ///
    /// @param name a path, or `classpath:` and a resource
    /// @throws java.nio.file.InvalidPathException when no file can have that name
    static DataFile of(String name) {
        return name.startsWith(ON_CLASS_PATH)
                ? new Resource(name.substring(ON_CLASS_PATH.length()))
                : new OnDisk(Path.of(name));
    }

    /// What changes when the file does; empty while there is none.
    Optional<Stamp> stamp();

    InputStream open() throws IOException;

    /// The file's name without its folder.
    String name();

    /// What tells one file from another that took its place, unless it was written over within one
    /// tick of the clock and has the same size.
    ///
    /// @param key names the file itself, so that one moved into place counts as another; null
    ///     where the file system has no such thing
    record Stamp(FileTime modified, long size, @Nullable Object key) {}

    record OnDisk(Path path) implements DataFile {

        @Override
        public Optional<Stamp> stamp() {
            try {
                var file = Files.readAttributes(path, BasicFileAttributes.class);
                return file.isRegularFile()
                        ? Optional.of(
                                new Stamp(file.lastModifiedTime(), file.size(), file.fileKey()))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public String name() {
            return PlainText.of(path.toString(), 200);
        }
    }

    record Resource(String resource) implements DataFile {

        private static final Stamp NEVER_CHANGES = new Stamp(FileTime.fromMillis(0), 0, null);

        @Override
        public Optional<Stamp> stamp() {
            return DataFile.class.getClassLoader().getResource(resource) == null
                    ? Optional.empty()
                    : Optional.of(NEVER_CHANGES);
        }

        @Override
        public InputStream open() throws IOException {
            InputStream stream = DataFile.class.getClassLoader().getResourceAsStream(resource);
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            return stream;
        }

        @Override
        public String name() {
            return ON_CLASS_PATH + resource;
        }
    }
}
