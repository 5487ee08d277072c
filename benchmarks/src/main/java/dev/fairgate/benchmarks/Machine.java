package dev.fairgate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the figures were measured on.
public final class Machine {

    private Machine() {}

    /// Facts by name.
    public static Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("processor", processor());
        facts.put(
                "memoryGiB",
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                                .getTotalMemorySize()
                        >> 30);
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.runtime.version"));
        return facts;
    }

    /// The facts in one line.
    public static String describe() {
        Map<String, Object> facts = facts();
        return "%s × %s, Java %s, load generator on the same processors"
                .formatted(facts.get("processors"), facts.get("processor"), facts.get("java"));
    }

    /// The commit that was built, with `-dirty` when the tree had changes; `unknown` without git.
    public static String commit(Path root) throws IOException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.matches("[0-9A-Za-z.-]+\\s*") ? said.strip() : "unknown";
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // not Linux
        }
    }
}
