package dev.fairgate.models.scoring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;

/// The bytes of a file of unknown origin: only of a regular file, never through a link, and never
/// more than asked for; one that changes meanwhile comes out torn, for its hash to tell.
sealed interface FileBytes {

    int SLICE = 64 << 10;

    /// All of them.
    @SuppressWarnings("ArrayRecordComponent") // handed on, not kept
    record Read(byte[] bytes) implements FileBytes {}

    /// None.
    ///
    /// @param why a sentence for people
    record Refused(String why) implements FileBytes {}

    static FileBytes read(Path path, int most) {
        String name = "'" + path.getFileName() + "'";
        try {
            var facts =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!facts.isRegularFile()) {
                return new Refused(name + " is a link, a folder or a device, and no plain file.");
            }
            if (facts.size() > most) {
                return tooLong(name, most);
            }
            return new Read(first((int) facts.size(), path));
        } catch (NoSuchFileException e) {
            return new Refused("There is no file " + name + ".");
        } catch (IOException e) {
            return new Refused(name + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static FileBytes tooLong(String name, int most) {
        return new Refused("%s is longer than %d MiB.".formatted(name, most >> 20));
    }

    /// In slices, because of each read the JDK keeps as much memory outside of the heap.
    private static byte[] first(int size, Path path) throws IOException {
        try (SeekableByteChannel in =
                Files.newByteChannel(
                        path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(size);
            int count;
            do {
                bytes.limit(Math.min(size, bytes.position() + SLICE));
                count = in.read(bytes);
            } while (count >= 0 && bytes.position() < size);
            return bytes.position() == size
                    ? bytes.array()
                    : Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
