package dev.fairgate.proof.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where the ledger keeps its data: a small disk of its own where one can be mounted (Linux, as
/// root), so that it can be filled; else an ordinary folder.
final class Disk implements AutoCloseable {

    private static final int MEGABYTES = 64;
    private static final String HALF_A_COMMAND = "*4\r\n$4\r\nHSET\r\n$9\r\n{torn}:or";

    private final Path folder;
    private final boolean small;

    private Disk(Path folder, boolean small) {
        this.folder = folder;
        this.small = small;
    }

    static Disk in(Path folder) {
        try {
            Program.run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=" + MEGABYTES + "m",
                    "tmpfs",
                    folder.toString());
            return new Disk(folder, true);
        } catch (IllegalStateException | UncheckedIOException e) {
            return new Disk(folder, false); // nobody may mount here
        }
    }

    Path folder() {
        return folder;
    }

    boolean canBeFull() {
        return small;
    }

    /// Takes all space that is left.
    void fill() {
        byte[] block = new byte[64 * 1024];
        try (var out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As wanted.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Leaves half a command at the end of the file that Redis writes to, as a crash in the middle
    /// of a write does.
    void tear() {
        try (Stream<Path> files = Files.list(folder.resolve("appendonlydir"))) {
            Path newest =
                    files.filter(it -> it.toString().endsWith(".incr.aof"))
                            .max(Comparator.comparing(Path::toString))
                            .orElseThrow();
            Files.writeString(newest, HALF_A_COMMAND, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        if (small) {
            Program.run("umount", folder.toString());
        }
    }
}
