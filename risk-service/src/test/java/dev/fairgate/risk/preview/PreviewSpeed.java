package dev.fairgate.risk.preview;

import com.sun.management.OperatingSystemMXBean;
import dev.fairgate.risk.RiskNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How long a preview of 200,000 decisions takes: a program, not a test. It makes a log of a
/// crowd's decisions, a hundred times over with other accounts, devices and networks, and asks a
/// node that has just started for previews of it.
final class PreviewSpeed {

    private static final int CROWD = 2_000;
    private static final int TIMES = 100;
    private static final int TIMES_A_FILE = 18; // about 64 MB
    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
    private static final String NOW =
            Documents.of(12, 8, 60, Documents.rule("address-rate", "address_over >= 1"));
    private static final String NEXT =
            Documents.of(7, 3, 25, Documents.rule("address-rate", "address_over >= 1"));

    private PreviewSpeed() {}

    /// Prints a line for each of three previews.
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("preview-speed");
        Path policy = Files.writeString(folder.resolve("policy.json"), NOW);
        Path large = Files.createDirectories(folder.resolve("large"));
        multiply(linesOfACrowd(folder, policy), large);
        try (RiskNode node = start(policy, large)) {
            String ana = node.account("ana", "analyst");
            for (int i = 0; i < 3; i++) {
                long since = System.nanoTime();
                long cpu = cpuNanos();
                HttpResponse<String> answer =
                        node.send(
                                node.post("/api/v1/policy/preview", "{\"policy\":" + NEXT + "}")
                                        .header("Authorization", "Bearer " + ana)
                                        .build());
                Duration took = Duration.ofNanos(System.nanoTime() - since);
                System.out.printf(
                        "%d ms, %d ms of processors: %s%n",
                        took.toMillis(), (cpuNanos() - cpu) / 1_000_000, begin(answer.body()));
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static String begin(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }

    private static RiskNode start(Path policy, Path log) {
        return RiskNode.start(
                Map.of(
                        "fairgate.policy.file", policy.toString(),
                        "fairgate.decision-log.folder", log.toString()));
    }

    private static List<String> linesOfACrowd(Path folder, Path policy) throws IOException {
        Path small = folder.resolve("small");
        try (RiskNode node = start(policy, small)) {
            new Crowd(7, CROWD, BEGIN).send(node);
        }
        try (Stream<Path> files = Files.list(small)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(PreviewSpeed::lines)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void multiply(List<String> lines, Path folder) throws IOException {
        long bytes = 0;
        for (int time = 0; time < TIMES; time += TIMES_A_FILE) {
            Path file =
                    folder.resolve(
                            "decisions-20261123T100000Z-%06d-0123456789ab.jsonl".formatted(time));
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (int i = time; i < Math.min(TIMES, time + TIMES_A_FILE); i++) {
                    for (String line : lines) {
                        out.write(another(line, i));
                        out.write('\n');
                    }
                }
            }
            bytes += Files.size(file);
        }
        System.out.println(bytes / lines.size() / TIMES + " bytes a line, " + bytes + " in all");
    }

    /// The pseudonyms of other networks end otherwise.
    private static String another(String line, int time) {
        String mark = "%02d".formatted(time);
        return line.replaceAll("\"accountId\":\"c", "\"accountId\":\"c" + mark)
                .replaceAll("\"deviceId\":\"d", "\"deviceId\":\"d" + mark)
                .replaceAll("(\"\\d\\d\":\"[A-Za-z0-9_-]{20})..\"", "$1" + mark + "\"")
                .replace("\"decisionId\":\"01", "\"decisionId\":\"" + mark)
                .replaceAll(
                        "\"decidedAt\":\"2026-11-23T10:(\\d\\d)",
                        "\"decidedAt\":\"2026-11-23T%02d:$1".formatted(10 + time % 14));
    }
}
