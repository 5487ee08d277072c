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
/// more than asked for, even of one that grows meanwhile.
sealed interface FileBytes {

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
            byte[] bytes = upTo(path, (int) facts.size() + 1);
            return bytes.length > facts.size()
                    ? new Refused(name + " grows while it is read.")
                    : new Read(bytes);
        } catch (NoSuchFileException e) {
            return new Refused("There is no file " + name + ".");
        } catch (IOException e) {
            return new Refused(name + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static FileBytes tooLong(String name, int most) {
        return new Refused("%s is longer than %d MiB.".formatted(name, most >> 20));
    }

    private static byte[] upTo(Path path, int most) throws IOException {
        try (SeekableByteChannel in =
                Files.newByteChannel(
                        path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(most);
            int count;
            do {
                count = in.read(bytes);
            } while (count >= 0 && bytes.hasRemaining());
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
