package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The script `standalone/start` on the built jar: it prepares once, uses what it prepared, and
/// starts whatever happens to that.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FastStartIT {

    private static final String PREPARING = "Preparing a fast start (once, about half a minute)";
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private Path folder;
    private Path jar;
    private List<String> firstLines;

    @BeforeAll
    void startOnce(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        jar = folder.resolve("fairgate.jar");
        Files.copy(builtJar(), jar);
        firstLines = start(JDK, Map.of());
    }

    @Test
    void preparesOnceAndTheNextStartTakesItsClassesFromTheCache()
            throws IOException, InterruptedException {
        assertThat(firstLines.getFirst()).isEqualTo(PREPARING);
        assertThat(cache()).exists();

        Path log = folder.resolve("classes.log");
        List<String> lines = start(JDK, Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log));

        assertThat(lines).doesNotContain(PREPARING);
        try (Stream<String> loaded = Files.lines(log)) {
            assertThat(loaded.filter(it -> it.contains(" dev.fairgate.standalone.Home ")))
                    .singleElement()
                    .asString()
                    .contains("shared objects file");
        }
        assertThat(fast().toFile().list()).hasSize(2); // no draft is left
    }

    @Test
    void startsWithoutACacheThatIsCutOffAndSaysNothing() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.aot");
        Files.move(cache(), whole);
        try {
            Files.write(cache(), new byte[4096]);
            assertThat(start(JDK, Map.of())).noneMatch(line -> line.contains("[aot]"));
        } finally {
            Files.move(whole, cache(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void startsThePlainJarWhenNothingCanBePreparedAndTriesAgainOnlyWithAnotherJar()
            throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path copy = Files.copy(builtJar(), other.resolve("fairgate.jar"));
        Path prepared = Files.createDirectory(other.resolve("fairgate-fast"));
        Files.writeString(prepared.resolve("made-for"), "here\nanother JDK\n");
        Path old = Files.createDirectory(prepared.resolve("here"));
        Files.writeString(old.resolve("start.aot"), "made on another JDK");
        Path jdk = jdkThatCannotPrepare();

        List<String> first = start(copy, jdk, Map.of());
        assertThat(first).hasSize(3).first().isEqualTo(PREPARING);
        assertThat(first.get(1)).startsWith("Starting the plain jar: ");
        assertThat(first.get(2)).endsWith(" -jar " + copy);
        assertThat(old).doesNotExist();

        assertThat(start(copy, jdk, Map.of())).isEqualTo(first.subList(1, 3));

        Files.setLastModifiedTime(copy, FileTime.from(Instant.EPOCH)); // as builds do
        assertThat(start(copy, jdk, Map.of())).isEqualTo(first);
    }

    @Test
    void startsThePlainJarWhenAskedTo() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("plain"));
        Path copy = Files.copy(builtJar(), other.resolve("fairgate.jar"));

        assertThat(start(copy, JDK, Map.of("FAIRGATE_AOT", "off"))).doesNotContain(PREPARING);

        assertThat(other.toFile().list()).containsExactly("fairgate.jar");
    }

    /// A JDK that fails to write a cache and instead of starting Fairgate says how it was called.
    private Path jdkThatCannotPrepare() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk").resolve("bin"));
        Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"25.9\"\n");
        Path java = bin.resolve("java");
        Files.writeString(
                java,
                """
                #!/bin/sh
                case "$*" in *AOTCacheOutput*) exit 1 ;; esac
                echo "Fairgate is ready: $*"
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return folder.resolve("jdk");
    }

    private Path cache() throws IOException {
        String made = Files.readAllLines(fast().resolve("made-for")).getFirst();
        return fast().resolve(made).resolve("start.aot");
    }

    private Path fast() {
        return folder.resolve("fairgate-fast");
    }

    private static Path builtJar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(it -> it.toString().endsWith("-app.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no jar is built: run mvn package"));
        }
    }

    private List<String> start(Path jdk, Map<String, String> variables)
            throws IOException, InterruptedException {
        return start(jar, jdk, variables);
    }

    /// The lines up to the one that says it is ready; it is stopped then, with all it started.
    private List<String> start(Path jar, Path jdk, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "home");
        ProcessBuilder builder =
                new ProcessBuilder(Path.of("start").toAbsolutePath().toString(), jar.toString())
                        .redirectErrorStream(true);
        builder.environment().putAll(FirstRun.environment(home.resolve("fg")));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        List<String> lines = linesUntilReady(process);
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        return lines;
    }

    private static List<String> linesUntilReady(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("Fairgate is ready:")) {
                return lines;
            }
        }
        throw new AssertionError("it never got ready: " + lines);
    }
}
