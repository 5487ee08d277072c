package dev.fairgate.proof.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How services are started here: as where they are shipped, from jars and with a JDK AOT cache
/// (JEP 514), which one start that ends at once has left.
final class FastStart {

    private static final long LEARNING_SECONDS = 120;

    private final List<String> flags;

    private FastStart(List<String> flags) {
        this.flags = flags;
    }

    /// Learns from one start.
    ///
    /// @param folder for the cache
    static FastStart of(Path folder, Class<?> main, List<String> settings) {
        Path cache = folder.resolve(main.getSimpleName() + ".aot");
        List<String> learning = new ArrayList<>(command());
        learning.addAll(
                List.of(
                        "-XX:AOTCacheOutput=" + cache,
                        "-Dspring.context.exit=onRefresh",
                        main.getName(),
                        "--server.port=0"));
        learning.addAll(settings);
        try {
            Process process =
                    new ProcessBuilder(learning)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("learning.log").toFile())
                            .start();
            if (!process.waitFor(LEARNING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            System.out.println("drill: starts are slow: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> all = new ArrayList<>(command());
        if (Files.exists(cache)) {
            all.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=auto"));
        } else {
            System.out.println("drill: starts are slow: there is no AOT cache; see " + folder);
        }
        all.add(main.getName());
        return new FastStart(all);
    }

    /// The command up to the settings.
    List<String> flags() {
        return flags;
    }

    /// Only jars can be cached: what is a folder on this class path is a test, and nobody's there.
    private static List<String> command() {
        String jars =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(it -> it.endsWith(".jar"))
                        .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jars);
    }
}
