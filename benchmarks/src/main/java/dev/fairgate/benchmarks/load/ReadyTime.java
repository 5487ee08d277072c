package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.Spread;
import dev.fairgate.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How long everything in one process takes from its start until both services say that they are
/// ready: the plain jar, and the AOT cache that `./run` makes and uses. Both start empty, in turn.
final class ReadyTime {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(2);
    private static final long STOP_SECONDS = 30;
    private static final long ASK_EVERY_MS = 20;

    private final Workplace place;
    private final HttpClient http = HttpClient.newHttpClient();

    ReadyTime(Workplace place) {
        this.place = place;
    }

    /// Seconds until ready, start by start.
    record Starts(List<Double> plain, List<Double> cached) {

        /// The part of the plain jar's time that is left, pair by pair.
        Spread ratio() {
            double[] ratios = new double[plain.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = cached.get(i) / plain.get(i);
            }
            return Spread.of(ratios);
        }

        static Spread spread(List<Double> seconds) {
            return Spread.of(seconds.stream().mapToDouble(it -> it).toArray());
        }
    }

    /// Starts both ways this often; the cache is made before if there is none.
    Starts measure(int times) throws IOException, InterruptedException {
        start("prepare", "on");
        Starts starts = new Starts(new ArrayList<>(), new ArrayList<>());
        for (int i = 1; i <= times; i++) {
            starts.plain().add(start("plain-" + i, "off"));
            starts.cached().add(start("cached-" + i, "on"));
        }
        return starts;
    }

    private double start(String name, String aot) throws IOException, InterruptedException {
        Path folder = place.folder("ready/" + name);
        int sale = FreePort.next();
        int risk = FreePort.next();
        ProcessBuilder builder =
                new ProcessBuilder(place.firstRun())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("start.log").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "JAVA_HOME", System.getProperty("java.home"),
                                "FAIRGATE_AOT", aot,
                                "FAIRGATE_HOME", folder.resolve("home").toString(),
                                "FAIRGATE_SALE_PORT", Integer.toString(sale),
                                "FAIRGATE_RISK_PORT", Integer.toString(risk),
                                "FAIRGATE_SALE_MANAGEMENT_PORT", Integer.toString(FreePort.next()),
                                "FAIRGATE_RISK_MANAGEMENT_PORT",
                                        Integer.toString(FreePort.next())));
        builder.environment().remove("FAIRGATE_POLICY_FILE");
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            awaitReady(process, risk, begin, folder);
            awaitReady(process, sale, begin, folder);
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            stop(process);
        }
    }

    private void awaitReady(Process process, int port, long begin, Path folder)
            throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + port + "/readyz");
        HttpRequest request = HttpRequest.newBuilder(url).timeout(ASK_LIMIT).build();
        while (!answers(request)) {
            if (process.waitFor(ASK_EVERY_MS, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - begin > START_LIMIT.toNanos()) {
                throw new IOException("the first run did not become ready: " + said(folder));
            }
        }
    }

    private boolean answers(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String said(Path folder) {
        try (Stream<String> lines = Files.lines(folder.resolve("start.log"))) {
            return String.join(" ", lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
