package dev.fairgate.benchmarks.arena;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running risk service which models decide.
final class Registrar {

    private static final int ACCOUNTS = 24;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI risk;
    private final String engine;
    private final String admin;
    private final Path tokenFile;

    Registrar(URI risk, Path folder) throws IOException, InterruptedException {
        this.risk = risk;
        this.engine = token("engine", "service");
        this.admin = token("boss", "admin");
        this.tokenFile = Files.writeString(folder.resolve("token"), admin + "\n");
    }

    String tokenFile() {
        return tokenFile.toString();
    }

    /// The versions in the decisions about some accounts, always the same ones.
    Set<String> deciding() throws IOException, InterruptedException {
        Set<String> versions = new TreeSet<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            String body =
                    """
                    {"requestId":"%s","saleId":"open","termsVersion":1,"accountId":"member-%d",
                     "clientAddress":"10.9.%d.1","deviceId":"d-%d","deviceVerified":true,
                     "headerNames":["Host"],"quantity":1,"now":"%s"}"""
                            .formatted(UlidCreator.getUlid(), i, i, i, Instant.now());
            JsonNode decision = call("/api/v1/assessments", engine, body);
            versions.add(decision.path("modelVersion").asString("none"));
        }
        return versions;
    }

    /// Waits until one decides alone.
    String awaitOnly(String version) throws IOException, InterruptedException {
        return await(all -> all.equals(Set.of(version))).iterator().next();
    }

    /// Waits until each of two decides for some.
    Set<String> awaitBoth(String one, String other) throws IOException, InterruptedException {
        return await(all -> all.equals(Set.of(one, other)));
    }

    /// How many requests a model in shadow has been compared on, once there are some.
    int compared(String version) throws IOException, InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        int requests = 0;
        while (requests == 0 && System.nanoTime() < end) {
            deciding();
            for (JsonNode model : get("/api/v1/models").path("models")) {
                if (model.path("version").asString().equals(version)) {
                    requests = model.path("comparison").path("requests").asInt();
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return requests;
    }

    private Set<String> await(Predicate<Set<String>> enough)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        Set<String> versions = deciding();
        while (!enough.test(versions) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            versions = deciding();
        }
        if (!enough.test(versions)) {
            throw new AssertionError("still deciding: " + versions);
        }
        return versions;
    }

    private String token(String account, String role) throws IOException, InterruptedException {
        String body = "{\"accountId\":\"%s\",\"roles\":[\"%s\"]}".formatted(account, role);
        return call("/demo/accounts", "", body).path("token").asString();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(risk.resolve(path))
                        .header("Authorization", "Bearer " + admin)
                        .build());
    }

    private JsonNode call(String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(risk.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 && answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
