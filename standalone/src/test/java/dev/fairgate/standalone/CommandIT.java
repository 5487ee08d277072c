package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the person at the terminal meets: one line when it is ready, one sentence when it cannot
/// start, and nothing left running.
class CommandIT {

    @TempDir Path home;

    @Test
    void keepsDataOverARestartAndRefusesASecondRunAndStopsItsChildren()
            throws IOException, InterruptedException {
        Map<String, String> environment = FirstRun.environment(home.resolve("fg"));
        int port = Integer.parseInt(environment.getOrDefault("FAIRGATE_SALE_PORT", ""));
        Process first = launch(environment);
        awaitReady(first);
        Shop shop = new Shop(port);
        String token = shop.account("alice");
        String order = shop.buy(token, "demo").send().body().path("id").asString();
        assertThat(order).startsWith("demo.");

        Map<String, String> elsewhere = FirstRun.environment(home.resolve("fg"));
        assertRefuses(launch(elsewhere), "already runs with the home");

        List<ProcessHandle> children = first.descendants().toList();
        assertThat(children).hasSize(2); // the two Redis servers
        first.destroy();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);

        Process second = launch(environment);
        awaitReady(second);
        assertThat(shop.get("/api/v1/orders/" + order, token).status()).isEqualTo(200);
        assertThat(shop.buy(token, "demo").send().problem()).isEqualTo("limit-reached");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        home.resolve("fg").resolve("demo-keys.properties"))))
                .isEqualTo("rw-------");
        second.destroy();
        assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysWhichPortIsTaken() throws IOException, InterruptedException {
        Map<String, String> environment = FirstRun.environment(home.resolve("fg"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            environment.put("FAIRGATE_RISK_PORT", port);
            assertRefuses(launch(environment), "Port " + port + " is taken", "FAIRGATE_RISK_PORT");
        }
    }

    @Test
    void saysThatTheHomeCannotBeWritten() throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");
        assertRefuses(
                launch(FirstRun.environment(file.resolve("fg"))),
                "cannot be written",
                "FAIRGATE_HOME");
    }

    @Test
    void saysWhatIsWrongWithThePolicy() throws IOException, InterruptedException {
        Map<String, String> environment = FirstRun.environment(home.resolve("fg"));
        environment.put(
                "FAIRGATE_POLICY_FILE",
                Files.writeString(home.resolve("policy.json"), "{\"version\":0}").toString());
        assertRefuses(launch(environment), "policy");
    }

    private static Process launch(Map<String, String> environment) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.awt.headless=true",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.fairgate.standalone.Standalone"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader output = output(process);
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("Fairgate is ready:")) {
                return;
            }
        }
        throw new AssertionError("it never got ready: " + lines);
    }

    private static void assertRefuses(Process process, String... words)
            throws IOException, InterruptedException {
        List<String> lines = output(process).lines().toList();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(lines.getLast()).startsWith("Fairgate cannot start. ").contains(words);
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
        try (Stream<ProcessHandle> left = process.descendants()) {
            assertThat(left.filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
