package dev.fairgate.models.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds the files of decision logs.
public final class LogFiles {

    /// Folders within folders: one for each node, perhaps one for each day.
    private static final int DEPTH = 4;

    private LogFiles() {}

    /// All of them, in an order that is the same every time.
    ///
    /// @param given files, and folders to look into
    public static List<Path> find(List<Path> given) throws IOException, CannotReplay {
        List<Path> found = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                found.addAll(within(path));
            } else if (Files.isReadable(path)) {
                found.add(path);
            } else {
                throw new CannotReplay("There is no file or folder '%s'.".formatted(path));
            }
        }
        if (found.isEmpty()) {
            throw new CannotReplay(
                    "There is no file of a decision log (.jsonl, .jsonl.gz) in '%s'."
                            .formatted(given.getFirst()));
        }
        return found.stream().distinct().toList();
    }

    private static List<Path> within(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(LogFiles::isLog).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A segment may be there twice for a moment, as lines and in gzip: the same, once.
    private static boolean isLog(Path path) {
        String name = path.getFileName().toString();
        if (name.endsWith(".jsonl.gz")) {
            String plain = name.substring(0, name.length() - ".gz".length());
            return !Files.exists(path.resolveSibling(plain));
        }
        return name.endsWith(".jsonl") && Files.isRegularFile(path);
    }
}
