package dev.fairgate.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The sale engine, or the risk service, as its callers see it: over HTTP, with the public calls.
final class Shop {

    static final JsonMapper JSON = new JsonMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final String base;

    Shop(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /// An answer with its JSON body.
    record Answer(int status, JsonNode body, Optional<Integer> retryAfter) {

        /// The problem's slug, or nothing.
        String problem() {
            return body.path("type").asString("").replace("/problems/", "");
        }
    }

    String account(String name, String... roles) {
        ObjectNode wanted = JSON.createObjectNode().put("accountId", name);
        if (roles.length > 0) {
            wanted.putArray("roles")
                    .addAll(java.util.Arrays.stream(roles).map(this::text).toList());
        }
        return send(post("/demo/accounts", wanted)).body().path("token").asString();
    }

    private JsonNode text(String value) {
        return JSON.getNodeFactory().stringNode(value);
    }

    /// Creates a sale that is open now.
    void open(String admin, String sale, int allocation) {
        open(admin, sale, "Test " + sale, allocation);
    }

    /// Creates a sale that is open now, with so long to pay.
    void open(String admin, String sale, int allocation, Duration hold) {
        open(admin, sale, "Test " + sale, allocation, hold);
    }

    /// Creates a sale of that title, open now.
    void open(String admin, String sale, String title, int allocation) {
        open(admin, sale, title, allocation, Duration.ofMinutes(5));
    }

    private void open(String admin, String sale, String title, int allocation, Duration hold) {
        make(admin, terms(sale, title, allocation).put("holdMs", hold.toMillis()));
    }

    /// The terms of a sale that is open now.
    static ObjectNode terms(String sale, String title, int allocation) {
        Instant now = Instant.now();
        ObjectNode terms = JSON.createObjectNode();
        terms.put("id", sale)
                .put("title", title)
                .put("opensAt", now.minusSeconds(1).toString())
                .put("closesAt", now.plusSeconds(3600).toString())
                .put("allocation", allocation)
                .put("perAccountLimit", 1);
        terms.putObject("price").put("amount", 100).put("currency", "EUR");
        return terms;
    }

    /// Creates a sale.
    void make(String admin, ObjectNode terms) {
        Answer made = send(bearer(post("/api/v1/admin/sales", terms), admin));
        if (made.status() != 201) {
            throw new IllegalStateException("the sale was not made: " + made);
        }
    }

    /// One attempt to buy one unit.
    Purchase buy(String token, String sale) {
        return new Purchase(token, sale);
    }

    /// An attempt to buy that is still being described.
    final class Purchase {
        private final ObjectNode body = JSON.createObjectNode().put("quantity", 1);
        private final HttpRequest.Builder request;

        private Purchase(String token, String sale) {
            this.request =
                    bearer(request("/api/v1/sales/" + sale + "/orders"), token)
                            .header("Content-Type", "application/json");
        }

        Purchase from(String address) {
            request.header("X-Forwarded-For", address);
            return this;
        }

        Purchase device(String id) {
            request.header("X-Fairgate-Device", id);
            return this;
        }

        Purchase key(String key) {
            request.header("Idempotency-Key", key);
            return this;
        }

        Purchase answering(JsonNode challenge, String response) {
            ObjectNode answer = body.putObject("challenge");
            answer.put("id", challenge.path("id").asString()).put("response", response);
            return this;
        }

        Answer send() {
            return Shop.this.send(
                    request.POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        }
    }

    /// What a person would answer to a challenge.
    String solve(JsonNode challenge) {
        String id = challenge.path("id").asString();
        return get("/demo/challenges/" + id + "/answer", "").body().path("response").asString();
    }

    Answer get(String path, String token) {
        HttpRequest.Builder request = request(path).GET();
        return send(token.isEmpty() ? request : bearer(request, token));
    }

    Answer post(String path, String token) {
        return send(bearer(request(path), token).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer post(String path, Map<String, String> body, String token) {
        ObjectNode json = JSON.createObjectNode();
        body.forEach(json::put);
        return send(bearer(post(path, json), token));
    }

    Answer delete(String path, String token) {
        return send(bearer(request(path), token).DELETE());
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(DEADLINE);
    }

    private static HttpRequest.Builder bearer(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty()
                            ? JSON.createObjectNode()
                            : JSON.readTree(response.body()),
                    response.headers().firstValue("Retry-After").map(Integer::valueOf));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
