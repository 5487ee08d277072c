package dev.fairgate.standalone;

import dev.fairgate.servers.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/// A first run for the JDK to learn from, which writes down at its end which classes and methods a
/// start needs (`standalone/start` says where). It has a home of its own, free ports and a few
/// visitors, prints nothing, and leaves nothing behind.
final class Training {

    private static final int VISITORS = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int sale = FreePort.next();
    private final int risk = FreePort.next();

    private Training() {}

    /// Ends with 1 when something failed: what was learned is then not to be used.
    public static void main(String[] args) {
        try {
            new Training().run();
            System.exit(0);
        } catch (CannotStart | IOException e) {
            System.err.println("The training failed. " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("fairgate-training");
        Standalone standalone =
                new Standalone(environment(home), new PrintStream(OutputStream.nullOutputStream()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(standalone, home), "stop"));
        standalone.start(true);
        get("http://127.0.0.1:" + risk + "/console/");
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            visit("visitor-" + visitor);
        }
    }

    private Map<String, String> environment(Path home) {
        return Map.of(
                "FAIRGATE_HOME", home.toString(),
                "FAIRGATE_SALE_PORT", Integer.toString(sale),
                "FAIRGATE_RISK_PORT", Integer.toString(risk),
                "FAIRGATE_SALE_MANAGEMENT_PORT", Integer.toString(FreePort.next()),
                "FAIRGATE_RISK_MANAGEMENT_PORT", Integer.toString(FreePort.next()));
    }

    private void visit(String account) throws IOException, InterruptedException {
        get(shop("/"));
        get(shop("/api/v1/sales/demo"));
        String made = post("/demo/accounts", "{\"accountId\":\"" + account + "\"}", "");
        String token = new JsonMapper().readTree(made).path("token").asString();
        post("/api/v1/sales/demo/orders", "{\"quantity\":1}", token);
    }

    private String shop(String path) {
        return "http://127.0.0.1:" + sale + path;
    }

    private void get(String url) throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder(URI.create(url)));
    }

    private String post(String path, String json, String token)
            throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(URI.create(shop(path)))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(json)));
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static void end(Standalone standalone, Path home) {
        standalone.close();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
