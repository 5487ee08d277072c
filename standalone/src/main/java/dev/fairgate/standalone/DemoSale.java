package dev.fairgate.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The sale of the first run, made through the same calls that an admin has: 100 units, one per
/// account, open now, for 24 hours. A demo sale that has ended is opened again. Beside it is a
/// honeypot, which no page links to.
final class DemoSale {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration OPEN_FOR = Duration.ofHours(24);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    DemoSale(int salePort) {
        this.base = "http://127.0.0.1:" + salePort;
    }

    /// Sees to it that the sale is there and open.
    void open() {
        try {
            String token = adminToken();
            open(token, lamp());
            open(token, honeypot());
        } catch (IOException e) {
            throw new CannotStart("The demo sale could not be made: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while making the demo sale.");
        }
    }

    private void open(String token, ObjectNode terms) throws IOException, InterruptedException {
        HttpResponse<String> created = write("POST", "/api/v1/admin/sales", token, terms, "");
        if (created.statusCode() == 409) {
            reopenIfClosed(token, terms);
        } else if (created.statusCode() != 201) {
            throw new CannotStart("The demo sale could not be made: " + created.body());
        }
    }

    private void reopenIfClosed(String token, ObjectNode terms)
            throws IOException, InterruptedException {
        String id = terms.path("id").asString();
        HttpResponse<String> read = send(request("/api/v1/sales/" + id).GET().build());
        JsonNode sale = JSON.readTree(read.body());
        if (!sale.path("status").asString().equals("closed")) {
            return;
        }
        String etag = read.headers().firstValue("ETag").orElse("");
        terms.set("allocation", sale.path("allocation"));
        write("PUT", "/api/v1/admin/sales/" + id, token, terms, etag);
    }

    private static ObjectNode honeypot() {
        return lamp().put("id", "fairgate-honeypot").put("title", "Early access");
    }

    private static ObjectNode lamp() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode terms = JSON.createObjectNode();
        terms.put("id", "demo")
                .put("title", "Fairgate Field Lamp")
                .put(
                        "description",
                        "A small brass camping lamp, numbered on the base. One hundred were made,"
                                + " and each of us can have one.")
                .put("imageUrl", "/assets/lamp.svg")
                .put("opensAt", now.toString())
                .put("closesAt", now.plus(OPEN_FOR).toString())
                .put("allocation", 100)
                .put("perAccountLimit", 1)
                .put("holdMs", 300_000);
        terms.putObject("price").put("amount", 4900).put("currency", "EUR");
        return terms;
    }

    private String adminToken() throws IOException, InterruptedException {
        ObjectNode account = JSON.createObjectNode().put("accountId", "demo-admin");
        account.putArray("roles").add("admin");
        HttpResponse<String> made = write("POST", "/demo/accounts", "", account, "");
        return JSON.readTree(made.body()).path("token").asString();
    }

    private HttpResponse<String> write(
            String method, String path, String token, JsonNode body, String etag)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(DEADLINE);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
