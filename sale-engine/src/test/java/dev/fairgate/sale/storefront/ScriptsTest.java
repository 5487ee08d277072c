package dev.fairgate.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the tests of the storefront's scripts, `src/test/js/*.test.mjs`, in Node.js. On a machine
/// without it they are left out, which is said aloud.
class ScriptsTest {

    private static final int OLDEST_NODE = 20;
    private static final Path TESTS = Path.of("src", "test", "js");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");

    @TempDir private Path folder;

    @Test
    void theScriptsPassTheirOwnTests() throws IOException, InterruptedException {
        requireNode();
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        List<String> tests = tests();
        assertThat(tests).isNotEmpty();
        command.addAll(tests);

        Finished run = run(command);

        assertThat(run.status()).as(run.output()).isZero();
    }

    private void requireNode() throws InterruptedException {
        String reason =
                "ScriptsTest was left out: there is no Node.js %d or later on the PATH. Install it"
                                .formatted(OLDEST_NODE)
                        + " (nodejs.org, or the package nodejs) to test the storefront's scripts.";
        boolean present = nodeVersion() >= OLDEST_NODE;
        if (!present) {
            System.out.println(reason);
        }
        assumeTrue(present, reason);
    }

    private int nodeVersion() throws InterruptedException {
        try {
            Matcher version = VERSION.matcher(run(List.of("node", "--version")).output().strip());
            return version.matches() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0; // there is none at all
        }
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .toList();
        }
    }

    /// What a command left: its exit status, and all that it said.
    private record Finished(int status, String output) {}

    private Finished run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ended", command).isTrue();
        return new Finished(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
