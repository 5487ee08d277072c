package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.ModelCommand;
import dev.fairgate.risk.Hand;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What a node logged, through the same features once more.
class ReplayIT {

    private static final int DECISIONS = 300;

    @TempDir Path folder;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Random random = new Random(23);

    @Test
    void comesToTheSameNumbersToTheLastBit() throws IOException {
        Path log = folder.resolve("decisions");
        decide(log);

        Outcome same = replay(log);
        assertThat(same.exitCode()).as(same.text()).isZero();
        assertThat(count(same.text(), "comparable")).isEqualTo(DECISIONS);
        assertThat(count(same.text(), "equal")).isEqualTo(DECISIONS);

        tamper(log);
        Outcome other = replay(log);
        assertThat(other.exitCode()).as(other.text()).isEqualTo(2);
        assertThat(other.text()).contains("account_rate_60s");
    }

    /// A few accounts and devices in two networks, so that profiles have something to count.
    private void decide(Path log) {
        Map<String, String> settings = Map.of("fairgate.decision-log.folder", log.toString());
        try (RiskNode node = RiskNode.start(settings)) {
            int network = random.nextInt(100, 200);
            for (int i = 0; i < DECISIONS; i++) {
                Purchase purchase =
                        Purchase.of("r-" + run + "-" + random.nextInt(40), address(network))
                                .on("d-" + run + "-" + random.nextInt(50))
                                .with(
                                        Map.of(
                                                "telemetry",
                                                JsonMapper.shared().readTree(Hand.person(random)),
                                                "now",
                                                Instant.now().plusSeconds(7L * i).toString()));
                node.assess(purchase);
                node.finish(purchase, 409);
            }
        }
    }

    private String address(int network) {
        return random.nextBoolean()
                ? "100.%d.7.%d".formatted(network, random.nextInt(1, 6))
                : "2001:db8:%x:%d::1".formatted(network, random.nextInt(5));
    }

    private Outcome replay(Path log) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        int exitCode =
                ModelCommand.run(
                        new ByteArrayInputStream(new byte[0]),
                        out,
                        out,
                        false,
                        "replay",
                        log.toString());
        return new Outcome(exitCode, told.toString(StandardCharsets.UTF_8));
    }

    private record Outcome(int exitCode, String text) {}

    private static int count(String text, String what) {
        Matcher line = Pattern.compile("(?m)^ *([\\d,]+) " + what + "\\b").matcher(text);
        assertThat(line.find()).as(text).isTrue();
        return Integer.parseInt(line.group(1).replace(",", ""));
    }

    /// One number of the first decision, by little. What comes later may follow a pause so long
    /// that the store may have forgotten somebody, and is not held to be different for that.
    private static void tamper(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            Path file =
                    files.filter(it -> it.toString().endsWith(".jsonl")).findFirst().orElseThrow();
            List<String> lines = Files.readAllLines(file);
            int first = 0;
            while (!lines.get(first).contains("\"features\":[")) {
                first++;
            }
            String odd =
                    Pattern.compile("(\"features\":\\[[^,]+,)[^,]+,")
                            .matcher(lines.get(first))
                            .replaceFirst(features -> features.group(1) + "11.25,");
            assertThat(odd).isNotEqualTo(lines.get(first));
            lines.set(first, odd);
            Files.write(file, lines);
        }
    }
}
