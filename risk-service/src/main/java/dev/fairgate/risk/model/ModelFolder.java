package dev.fairgate.risk.model;

import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.risk.model.ModelStore.Cast;
import dev.fairgate.risk.model.ModelStore.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// This node's copy of the registry, so that it starts with the right models while PostgreSQL is
/// away: the files of the models on stage, and a text that says which is where. Whatever is read
/// from it is checked like a file from anybody. For one thread.
final class ModelFolder {

    private static final String LINE_UP = "line-up";
    private static final int MOST_BYTES = 4_096;
    private static final Pattern LINE =
            Pattern.compile("(m-[0-9a-f]{16}) (shadow|canary|champion) (\\d{1,2})");

    private final Path path;

    /// @param path made when it is first written to
    ModelFolder(Path path) {
        this.path = path;
    }

    /// The file of a model, if this node has it.
    Optional<byte[]> file(String version) throws IOException {
        return read(path.resolve(version), ModelFile.MOST_BYTES);
    }

    /// Keeps a file.
    void keep(String version, byte[] file) throws IOException {
        put(version, file);
    }

    /// The line-up that was kept last.
    Optional<Cast> cast() throws IOException {
        return read(path.resolve(LINE_UP), MOST_BYTES)
                .flatMap(bytes -> parse(new String(bytes, StandardCharsets.US_ASCII)));
    }

    /// Keeps a line-up, and forgets the files of those that are not in it.
    void keep(Cast cast) throws IOException {
        String text =
                cast.sequence()
                        + "\n"
                        + cast.parts().stream()
                                .map(ModelFolder::line)
                                .collect(Collectors.joining());
        put(LINE_UP, text.getBytes(StandardCharsets.US_ASCII));
        Set<String> needed = cast.parts().stream().map(Part::version).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "m-*")) {
            for (Path file : files) {
                if (!needed.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String line(Part part) {
        return part.version() + " " + part.stage().wireName() + " " + part.percent() + "\n";
    }

    private static Optional<Cast> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        List<Part> parts =
                lines.stream()
                        .skip(1)
                        .map(LINE::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .map(
                                line ->
                                        new Part(
                                                line.group(1),
                                                Stage.fromWireName(line.group(2)).orElseThrow(),
                                                Integer.parseInt(line.group(3))))
                        .toList();
        return parts.size() == lines.size() - 1
                ? Optional.of(new Cast(Long.parseLong(lines.getFirst()), parts))
                : Optional.empty();
    }

    private static Optional<byte[]> read(Path file, int mostBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > mostBytes) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(file));
    }

    private void put(String name, byte[] bytes) throws IOException {
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path unfinished = path.resolve(name + ".tmp");
        Files.write(
                unfinished,
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
        Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
