package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.RawHttp;
import dev.fairgate.sale.fixture.Tokens;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP itself, written by hand: what the server answers before any handler sees the request.
class ProtocolIT {

    private static final String END = "Connection: close\r\n\r\n";
    private static final String HOST = "Host: localhost\r\n";

    private final int port = Engine.shared().port();

    @Test
    void refusesALineThatIsTooLong() {
        RawHttp.assertProblem(get("/" + "a".repeat(9_000), ""), 414);
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        RawHttp.assertProblem(get("/", "X-Long: " + "a".repeat(16_500) + "\r\n"), 431);
        RawHttp.assertProblem(get("/", "X-Many: 1\r\n".repeat(2_000)), 431);
    }

    /// Whether the answer still arrives is luck: the server closes with most of it unread.
    @Test
    void readsNoTokenOfAMegabyte() {
        String token = "Authorization: Bearer " + "a".repeat(1 << 20) + "\r\n";

        try {
            RawHttp.assertProblem(get("/api/v1/orders", token), 431);
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageMatching(".*(reset|Broken pipe).*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n bad fold: x\r\nX y: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a|b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /login HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n",
                "GET /login HTTP/1.1\r\nHost: localhost:abc\r\nConnection: close\r\n\r\n"
            })
    void refusesWhatIsNoRequest(String request) {
        String answer =
                RawHttp.exchange(
                        port,
                        request.contains("Connection")
                                ? request
                                : request.replaceFirst(
                                        "\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        RawHttp.assertProblem(answer, Integer.parseInt(answer.substring(9, 12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:99999", "a b", "<script>", "", "[::1]:x", "@", "localhost:"})
    void survivesAHostThatIsNone(String host) {
        String answer =
                RawHttp.exchange(port, "GET /login HTTP/1.1\r\nHost: " + host + "\r\n" + END);

        assertThat(answer).matches("(?s)HTTP/1\\.1 [24]\\d\\d .*").doesNotContain("<script>");
    }

    @Test
    void answersHeadWithoutABody() {
        for (String path : List.of("/", "/api/v1/sales", "/nowhere", "/%zz", "/assets/site.css")) {
            String answer = RawHttp.exchange(port, "HEAD " + path + " HTTP/1.1\r\n" + HOST + END);
            assertThat(answer).startsWith("HTTP/1.1 ").endsWith("\r\n\r\n");
        }
    }

    @Test
    void echoesNothingOnTrace() {
        String answer =
                RawHttp.exchange(
                        port, "TRACE / HTTP/1.1\r\n" + HOST + "Cookie: fairgate=secret\r\n" + END);

        RawHttp.assertProblem(answer, 405);
        assertThat(answer).doesNotContain("secret");
    }

    @Test
    void refusesAChunkedBodyPastTheLimitThatDeclaredNone() {
        String chunk = "2000\r\n" + "a".repeat(0x2000) + "\r\n";
        String answer =
                RawHttp.exchange(
                        port,
                        "POST /api/v1/admin/sales HTTP/1.1\r\n"
                                + HOST
                                + "Authorization: Bearer "
                                + Tokens.of("a", "admin")
                                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                                + END
                                + chunk.repeat(3)
                                + "0\r\n\r\n");

        RawHttp.assertProblem(answer, 413);
    }

    @Test
    void refusesAContentTypeThatIsNone() {
        for (String type :
                List.of(
                        "json",
                        "application/json, text/plain",
                        "application/",
                        "application/json;=",
                        "/",
                        "")) {
            String answer =
                    RawHttp.exchange(
                            port,
                            "POST /api/v1/admin/sales HTTP/1.1\r\n"
                                    + HOST
                                    + "Authorization: Bearer "
                                    + Tokens.of("a", "admin")
                                    + "\r\nContent-Length: 2\r\nContent-Type: "
                                    + type
                                    + "\r\n"
                                    + END
                                    + "{}");
            RawHttp.assertProblem(answer, 415);
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        try (RawHttp http = new RawHttp(port)) {
            http.send(
                    ("GET /api/v1/time HTTP/1.1\r\n" + HOST + "\r\n").repeat(100)
                            + "GET /nowhere HTTP/1.1\r\n"
                            + HOST
                            + END);
            String all = http.readToEnd();

            assertThat(all.split("HTTP/1.1 200", -1)).hasSize(101);
            assertThat(all).contains("/problems/not-found");
        }
    }

    @Test
    void doesNotUpgrade() {
        String answer =
                RawHttp.exchange(
                        port,
                        "GET /api/v1/time HTTP/1.1\r\n"
                                + HOST
                                + "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void tellsNobodyWhatItRunsOn() {
        String answer = get("/nowhere", "");

        assertThat(answer.toLowerCase(Locale.ROOT))
                .doesNotContain("server:", "netty", "spring", "x-powered-by");
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff")
                .contains("Content-Security-Policy: default-src 'none'");
    }

    private String get(String path, String headers) {
        return RawHttp.exchange(port, "GET " + path + " HTTP/1.1\r\n" + HOST + headers + END);
    }
}
