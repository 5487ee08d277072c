package dev.fairgate.proof.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The engines as their callers see them. A call goes to one node, once; who wants more asks again.
final class Shop {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();
    private final List<Integer> ports;

    /// @param ports of the nodes
    Shop(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    int nodes() {
        return ports.size();
    }

    /// An answer with its JSON body.
    record Reply(int status, JsonNode body, HttpHeaders headers) {

        Optional<String> etag() {
            return headers.firstValue("ETag");
        }

        Optional<String> location() {
            return headers.firstValue("Location");
        }

        /// Whether the node says that it does not know better at this moment.
        boolean isOld() {
            return headers.firstValue("Age").isPresent();
        }

        /// The problem's slug, or nothing.
        String problem() {
            return body.path("type").asString("").replace("/problems/", "");
        }
    }

    Reply get(int node, String path, String token) throws IOException {
        return send(request(node, path, token).GET());
    }

    Reply delete(int node, String path, String token) throws IOException {
        return send(request(node, path, token).DELETE());
    }

    Reply post(int node, String path, String token, String body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = request(node, path, token);
        headers.forEach(request::header);
        return send(
                request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply put(int node, String path, String token, String body, String etag) throws IOException {
        return send(
                request(node, path, token)
                        .header("If-Match", etag)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(int node, String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(node) + path))
                        .timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.body().isEmpty()
                            ? JSON.createObjectNode()
                            : JSON.readTree(response.body()),
                    response.headers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
