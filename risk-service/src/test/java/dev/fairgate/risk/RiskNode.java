package dev.fairgate.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One whole risk service on a port of its own, in profile `demo`, and a client that speaks to it
/// as the sale engine does.
public final class RiskNode implements AutoCloseable {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /// Tests share two cores with whatever else runs; their verdicts must not depend on that.
    private static final Map<String, String> NO_HASTE =
            Map.of(
                    "fairgate.decision.deadline", "10s",
                    "fairgate.limits.timeout", "5s",
                    "fairgate.outcomes.deadline", "5s",
                    "fairgate.store.command-timeout", "5s");

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<@Nullable String> token = new AtomicReference<>();

    private RiskNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Starts a node on the shared store, with all the time it wants.
    public static RiskNode start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(NO_HASTE);
        all.put("spring.data.redis.port", Integer.toString(TestRedis.port()));
        all.putAll(settings);
        return exactly(all);
    }

    /// Starts a node with the product's own timeouts.
    public static RiskNode exactly(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(keys());
        all.put("fairgate.policy.fixed", "true"); // they share a store, and not their policies
        all.put("fairgate.models.first", "false"); // tests of rules; models have their own
        all.put("spring.profiles.active", "demo");
        all.put("fairgate.tokens.demo-key", KEY);
        all.putAll(settings);
        return new RiskNode(RiskServiceApplication.start(arguments(all)));
    }

    /// Starts a node as in production: nobody is on the issuer's address.
    public static RiskNode production(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(keys());
        all.put("spring.data.redis.port", Integer.toString(TestRedis.port()));
        all.put("fairgate.policy.fixed", "true");
        all.put("fairgate.tokens.issuer", "http://127.0.0.1:1");
        all.putAll(settings);
        return new RiskNode(RiskServiceApplication.start(arguments(all)));
    }

    /// Ports that are free, and the three keys.
    public static Map<String, String> keys() {
        return Map.of(
                "server.port",
                "0",
                "management.server.port",
                "0",
                "fairgate.keys.ticket",
                "2026a:" + KEY,
                "fairgate.keys.challenge",
                KEY,
                "fairgate.keys.session",
                KEY);
    }

    /// Settings as a command line.
    public static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /// A part of the service, for tests that go round HTTP.
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// The main port.
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /// The management port.
    public int managementPort() {
        return Integer.parseInt(
                context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /// A bearer token for an account of the demo.
    public String account(String name, String role) {
        HttpRequest request =
                post(
                                "/demo/accounts",
                                "{\"accountId\":\"" + name + "\",\"roles\":[\"" + role + "\"]}")
                        .build();
        return json(send(request)).get("token").stringValue();
    }

    /// What a person would answer.
    public String answerOf(String challengeId) {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/demo/challenges/" + challengeId + "/answer")).build();
        return json(send(request)).get("response").stringValue();
    }

    /// One assessment, which must be answered with a decision.
    public JsonNode assess(Purchase purchase) {
        return decision(assessLater(purchase).join());
    }

    /// One assessment, whatever it is answered.
    public CompletableFuture<HttpResponse<String>> assessLater(Purchase purchase) {
        return http.sendAsync(
                asEngine(post("/api/v1/assessments", purchase.json())), BodyHandlers.ofString());
    }

    /// Tells the service that requests are over.
    public void finish(Purchase purchase, int status) {
        callBatch("{\"items\":[],\"finished\":[" + purchase.finished(status) + "]}");
    }

    /// A batch, whatever is in it.
    public JsonNode callBatch(String body) {
        return decision(call("/api/v1/assessments/batch", body));
    }

    /// Any POST with the engine's token.
    public HttpResponse<String> call(String path, String body) {
        return send(asEngine(post(path, body)));
    }

    /// Any request with the engine's token.
    public HttpRequest asEngine(HttpRequest.Builder request) {
        String known = token.get();
        if (known == null) {
            known = account("engine", "service");
            token.set(known);
        }
        return request.header("Authorization", "Bearer " + known).build();
    }

    /// A request without a token.
    public HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /// An address of the main port.
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /// Sends anything.
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The body of an answer, as JSON.
    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    private static JsonNode decision(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response);
    }
}
