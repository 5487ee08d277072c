package dev.fairgate.risk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.RiskNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What never reaches a handler, and what is not there in production.
@SuppressWarnings("NullAway.Init") // the node is there before any test
@Timeout(30)
class ServerBoundsIT {

    private static RiskNode node;

    @BeforeAll
    static void start() {
        node = RiskNode.production(Map.of("fairgate.server.client-timeout", "500ms"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /api/v1/x HT", "GET / HTTP/1.1\r\nHost: a\r\nX: b"})
    void closesAConnectionThatStopsTalking(String start) throws IOException {
        assertThat(exchange(start)).doesNotContain("200 OK");
    }

    @Test
    void answersABodyThatNeverComesWithAProblem() throws IOException {
        String answer =
                exchange(
                        String.join(
                                "\r\n",
                                "POST /api/v1/assessments HTTP/1.1",
                                "Host: a",
                                "Content-Type: application/json",
                                "Content-Length: 100",
                                "",
                                "{"));

        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 200");
        assertThat(answer).contains("application/problem+json");
    }

    @Test
    void answersWhatNettyRefusesWithProblemsToo() throws IOException {
        assertProblem(
                "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "too-large");
        assertProblem(
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(20_000) + "\r\n\r\n",
                431,
                "too-large");
        assertProblem("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid-request");
        assertProblem(
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                400,
                "invalid-request");
        assertProblem("\u0001\u0002 nonsense\r\n\r\n", 400, "invalid-request");
    }

    @Test
    void hasNothingOfTheDemo() {
        HttpRequest account = node.post("/demo/accounts", "{\"accountId\":\"a\"}").build();
        HttpRequest signIn = node.post("/console/login", "name=ana").build();

        assertThat(node.send(account).statusCode()).isEqualTo(404);
        assertThat(node.send(signIn).statusCode()).isEqualTo(405); // there is its page alone
    }

    @Test
    void answers503WhileTheIssuerIsOutOfReach() {
        HttpResponse<String> answer =
                node.send(
                        node.post("/api/v1/assessments", "{}")
                                .header(
                                        "Authorization",
                                        "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA")
                                .build());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static void assertProblem(String request, int status, String slug) throws IOException {
        assertThat(exchange(request))
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json")
                .contains("/problems/" + slug);
    }

    /// Sends some bytes, then nothing; what comes back until the server closes.
    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
