package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.RawHttp;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriUtils;

/// Whatever comes in where an id, a number, a body or a token is expected: the answer is a 4xx
/// problem document, never a 5xx, and the ledger has not one key more.
class BadInputIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final String ULID = "01KAPZ9E00ABCDEFGHJKMNPQRS";

    private final Engine engine = Engine.shared();
    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Caller buyer = engine.buyer("alice");
    private final Caller admin = engine.admin();
    private SaleId sale = new SaleId("none");
    private long keys;

    @BeforeEach
    void count() {
        sale = engine.sell(Lamps.terms(engine.bean(LedgerClock.class).instant(), 5, 1));
        keys = keys();
    }

    /// Whoever carries the sale's events comes and goes.
    private long keys() {
        return ledger.redis().keys("*").stream().filter(it -> !it.contains(":lease:")).count();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(keys()).isEqualTo(keys);
        ledger.units(sale).areAvailableHeldSold(5, 0, 0);
    }

    static Stream<String> ids() {
        Stream<String> encoded =
                Stream.of(
                                " ",
                                "a b",
                                "a\u0000",
                                "a\r\nb",
                                "\t",
                                "a\u200b",
                                "\u202ea",
                                "e\u0301",
                                "é",
                                "ａ",
                                "а",
                                "İ",
                                "ı",
                                "🙂",
                                "{x}",
                                "{}",
                                "*",
                                "?",
                                "[",
                                ":",
                                "a:b",
                                "'",
                                "\"",
                                "';--",
                                "]] return 1",
                                "$(x)",
                                "\\",
                                "A",
                                "a".repeat(65),
                                "9".repeat(500),
                                "../x",
                                "..",
                                "#",
                                "%",
                                "a;x=1",
                                "|",
                                "^",
                                "`")
                        .map(id -> UriUtils.encode(id, StandardCharsets.UTF_8));
        Stream<String> raw =
                Stream.of(
                        "%00",
                        "%2f",
                        "a%2fb",
                        "%2e%2e%2f",
                        "..%2f",
                        "%252f",
                        "a%0d%0aX:1",
                        "%c0%af",
                        "%ff",
                        "%u0041",
                        "%",
                        "%zz",
                        "a%2",
                        "a;x=1",
                        "__proto__%00",
                        "*");
        return Stream.concat(encoded, raw);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void refusesAnythingOddWhereAnIdIsExpected(String id) {
        for (String path :
                List.of(
                        "GET /api/v1/sales/%s",
                        "POST /api/v1/sales/%s/orders",
                        "GET /api/v1/orders/%s",
                        "GET /api/v1/orders/%s." + ULID,
                        "GET /api/v1/orders/" + "demo.%s",
                        "DELETE /api/v1/orders/%s",
                        "POST /api/v1/orders/%s/payment",
                        "PUT /api/v1/admin/sales/%s",
                        "POST /api/v1/admin/sales/%s/pause",
                        "GET /api/v1/admin/sales/%s/audit",
                        "POST /api/v1/admin/sales/%s/cancellations",
                        "GET /api/v1/challenges/%s/image%%00",
                        "POST /browser/sales/%s/orders")) {
            String[] parts = path.replace("%s", id).replace("%%", "%").split(" ", 2);
            Caller caller = parts[1].contains("admin") ? admin : buyer;
            String body = parts[0].equals("GET") || parts[0].equals("DELETE") ? null : ONE;

            assertRefused(raw(caller, parts[0], parts[1], body), parts[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "0", "007", "__proto__", "constructor", "-", "a_b"})
    void knowsNoSaleAndNoOrderOfAnAllowedName(String id) {
        buyer.get("/api/v1/sales/" + id).isProblem(404, "sale-not-found");
        buyer.post("/api/v1/sales/" + id + "/orders", ONE).isProblem(404, "sale-not-found");
        buyer.get("/api/v1/orders/" + id + "." + ULID).isProblem(404, "order-not-found");
        buyer.delete("/api/v1/orders/" + id + "." + ULID).isProblem(404, "order-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "101",
                "2147483648",
                "9007199254740993",
                "9223372036854775808",
                "-9223372036854775808",
                "1e309",
                "NaN",
                "1.0",
                "\"1\"",
                "01",
                "+1",
                "٣",
                "null",
                "true",
                "[]",
                "{}"
            })
    void refusesANumberThatIsNone(String number) {
        buyer.post(orders(), "{\"quantity\":" + number + "}").isProblem(400, "invalid-request");
        buyer.with("Idempotency-Key", "k")
                .post(orders(), "{\"quantity\":" + number + "}")
                .isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"quantity\":1,}",
                "{\"quantity\":1,\"quantity\":1}",
                "{\"quantity\":1}x",
                "\ufeff{\"quantity\":1}",
                "{\"quantity\":1,\"x\":1}",
                "{'quantity':1}",
                "{/**/\"quantity\":1}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\",\"response\":\"\\ud800\"}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"\\u0000\",\"response\":\"\"}}"
            })
    void refusesABodyThatIsNone(String body) {
        buyer.post(orders(), body).isProblem(400, "invalid-request");
    }

    @Test
    void refusesDepthAndWidthWithoutHarm() {
        buyer.post(orders(), "[".repeat(60_000)).isProblem(400, "invalid-request");
        buyer.post(orders(), "{\"a\":".repeat(12_000)).isProblem(400, "invalid-request");
        buyer.post(orders(), "{\"quantity\":" + "1".repeat(60_000) + "}")
                .isProblem(400, "invalid-request");
        buyer.post(orders(), "[" + "1,".repeat(1_000_000) + "1]")
                .isProblem(413, "content-too-large");
        admin.post("/api/v1/admin/sales", "{\"id\":".repeat(2_000))
                .isProblem(400, "invalid-request");
    }

    @Test
    void refusesContentEncodings() {
        assertRefused(
                buyer.with("Content-Encoding", "gzip").post(orders(), "\u001f\u008b"), "gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "bearer x",
                "Bearer a.b.c",
                "Bearer ....",
                "Basic YTpi",
                "Bearer \"",
                "Bearer eyJhbGciOiJub25lIn0.e30."
            })
    void refusesATokenThatIsNone(String header) {
        engine.anyone()
                .with("Authorization", header)
                .post(orders(), ONE)
                .isProblem(401, "unauthenticated");
        engine.anyone()
                .with("Authorization", header)
                .get("/api/v1/orders")
                .isProblem(401, "unauthenticated");
    }

    @Test
    void refusesATokenOfFiveKilobytes() {
        engine.bearing("a".repeat(5_000)).post(orders(), ONE).isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v1/sales/",
                "/api/v1//sales",
                "//api/v1/sales",
                "/API/V1/SALES",
                "/api/v1/sales;x=1",
                "/api/v1/orders/",
                "/api/v2/sales",
                "/browser",
                "/demo",
                "/nowhere"
            })
    void answersAnUnknownPathOrMethodAsAProblem(String path) {
        for (HttpMethod method :
                List.of(
                        HttpMethod.POST,
                        HttpMethod.PUT,
                        HttpMethod.PATCH,
                        HttpMethod.DELETE,
                        HttpMethod.OPTIONS,
                        HttpMethod.TRACE)) {
            Answer answer = buyer.call(method, path, null);
            assertThat(answer.status()).as("%s %s", method, path).isBetween(400, 499);
            answer.isProblem(
                    answer.status(), answer.status() == 405 ? "method-not-allowed" : "not-found");
        }
        assertThat(buyer.call(HttpMethod.HEAD, path, null).text()).isEmpty();
    }

    @Test
    void neverChangesAnythingOnGet() {
        for (String path :
                List.of(
                        "/orders",
                        "/orders/{o}",
                        "/orders/{o}/payment",
                        "/admin/sales",
                        "/sales/{s}/orders",
                        "/admin/sales/{s}/pause")) {
            String target =
                    "/api/v1" + path.replace("{s}", sale.value()).replace("{o}", sale + "." + ULID);
            assertThat(admin.get(target).status()).as(target).isIn(403, 404, 405);
        }
    }

    private Answer raw(Caller caller, String method, String path, @Nullable String body) {
        try {
            return caller.call(HttpMethod.valueOf(method), path, body);
        } catch (IllegalArgumentException e) {
            return rawSocket(method, path); // no client can send it: only a socket can
        }
    }

    private Answer rawSocket(String method, String path) {
        String answer =
                RawHttp.exchange(
                        engine.port(),
                        method
                                + " "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        int status = Integer.parseInt(answer.substring(9, 12));
        RawHttp.assertProblem(answer, status);
        HttpHeaders headers = new HttpHeaders();
        headers.set("Content-Type", "application/problem+json");
        return new Answer(
                status,
                headers,
                new LinkedMultiValueMap<>(Map.of()),
                answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static void assertRefused(Answer answer, String what) {
        assertThat(answer.status()).as("%s: %s", what, answer.text()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
    }

    private String orders() {
        return "/api/v1/sales/" + sale + "/orders";
    }
}
