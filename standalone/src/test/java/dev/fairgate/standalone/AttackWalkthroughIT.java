package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/attack.md, typed in by the test: all of its blocks in one shell, and what each prints.
class AttackWalkthroughIT {

    private static final Pattern STEP =
            Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final String END_OF_STEP = "--- end of step ---\n";

    /// A block, and what it prints.
    private record Step(String commands, String printed) {

        /// `…` stands for anything.
        Pattern pattern() {
            return Pattern.compile(
                    Stream.of(printed.strip().split("…", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*")),
                    Pattern.DOTALL);
        }
    }

    @Test
    void printsWhatThePageSays(@TempDir Path home) throws IOException, InterruptedException {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(6);
        try (FirstRun run = FirstRun.start(home.resolve("fg"), "classpath:policy/default.json")) {
            String[] printed = type(run, steps).split(END_OF_STEP, -1);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(printed[i].strip())
                        .as(steps.get(i).commands())
                        .matches(steps.get(i).pattern());
            }
        }
    }

    private static List<Step> steps() throws IOException {
        Matcher found = STEP.matcher(Files.readString(Path.of("../docs/attack.md")));
        List<Step> steps = new ArrayList<>();
        while (found.find()) {
            steps.add(new Step(found.group(1), found.group(2)));
        }
        return steps;
    }

    private static String type(FirstRun run, List<Step> steps)
            throws IOException, InterruptedException {
        String script =
                steps.stream()
                        .map(step -> step.commands() + "printf '%s' '" + END_OF_STEP + "'\n")
                        .collect(Collectors.joining());
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        shell.environment().put("SHOP", run.storefront());
        shell.environment().put("RISK", run.console().replace("/console/", ""));
        Process process = shell.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return printed;
    }
}
