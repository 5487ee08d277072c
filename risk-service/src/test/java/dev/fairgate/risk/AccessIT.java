package dev.fairgate.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.AccessTable.Row;
import dev.fairgate.risk.identity.DemoTokens;
import dev.fairgate.risk.identity.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call what of this service: every route of the code against every row of
/// `docs/access.json`, by everybody.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE");
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final RiskNode node = WholeNode.NODE;
    private final URI management = URI.create("http://127.0.0.1:" + node.managementPort());
    private final String cookie = signIn();

    static Stream<Row> rows() {
        return AccessTable.rows().stream();
    }

    static Stream<Row> rowsOnTheMainPort() {
        return rows().filter(Row::isOnMainPort);
    }

    static Stream<Row> formsAndCallsOfPages() {
        return rows().filter(
                        row -> row.changes() && (row.form() || row.allow().contains("session")));
    }

    @Test
    void namesEveryRouteOfTheCodeAndNoOther() {
        Set<String> named = new TreeSet<>(rows().map(Row::name).toList());
        Set<String> routes = AccessTable.routes(node.context());

        assertThat(routes.stream().filter(route -> !named.contains(route)))
                .as("routes without a row; add, with who may call, to docs/access.json")
                .extracting(AccessTable::suggestion)
                .isEmpty();
        assertThat(named).as("rows of docs/access.json without a route").isSubsetOf(routes);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void letsInWhoMayCallAndNobodyElse(Row row) {
        assertAnswer(row, "anonymous", send(row, Map.of()));
        assertAnswer(row, "anonymous", send(row, bearing("a.b.c")));
        assertAnswer(row, "anonymous", send(row, Map.of("Authorization", "Basic YTpi")));
        assertAnswer(row, "anonymous", send(row, Map.of("Cookie", "fairgate_console=x")));
        assertAnswer(row, "session", send(row, Map.of("Cookie", cookie)));
        assertAnswer(row, "none", send(row, bearing(token(EnumSet.noneOf(Role.class)))));
        for (Role role : Role.values()) {
            HttpResponse<String> answer = send(row, bearing(token(EnumSet.of(role))));
            assertAnswer(row, role.wireName(), answer);
        }
    }

    private static void assertAnswer(Row row, String who, HttpResponse<String> answer) {
        String what = row.name() + " by " + who + ": " + answer.body();
        if (row.isOpen() || row.allow().contains(who)) {
            assertThat(answer.statusCode()).as(what).isNotIn(401, 403).isLessThan(500);
        } else if (row.refused() > 0) {
            assertThat(answer.statusCode()).as(what).isEqualTo(row.refused());
        } else {
            boolean hasToken = !List.of("anonymous", "session").contains(who);
            assertProblem(answer, row.takesTokens() && hasToken ? 403 : 401);
        }
        assertSafe(what, answer);
    }

    @ParameterizedTest
    @MethodSource("formsAndCallsOfPages")
    void takesNothingThatAPageOfAnotherOriginSent(Row row) {
        String own = node.uri("").toString();
        for (String origin : List.of("null", "https://evil.example", own + ".evil.example", "x:")) {
            assertProblem(send(row, Map.of("Cookie", cookie, "Origin", origin)), 403);
        }
        HttpRequest bare =
                HttpRequest.newBuilder(node.uri(row.path()))
                        .header("Cookie", cookie)
                        .method(row.method(), BodyPublishers.ofString("name=mallory"))
                        .build();
        assertProblem(node.send(bare), 403);
    }

    @ParameterizedTest
    @MethodSource("rowsOnTheMainPort")
    void answers405WithWhatIsAllowedToEveryOtherMethod(Row row) {
        Set<String> known = new TreeSet<>();
        rowsOnTheMainPort()
                .filter(other -> other.path().equals(row.path()))
                .forEach(other -> known.add(other.method()));
        for (String method : METHODS) {
            if (!known.contains(method)) {
                HttpResponse<String> answer = send(row, method, bearing(token(all())));

                assertProblem(answer, 405);
                assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", ?"))
                        .as(method + " " + row.path())
                        .containsAll(known);
                assertSafe(method + " " + row.path(), answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/", "/nothing", "/api/v1/nothing", "/api/v1/assessments/x", "/api/v2/assessments",
                "/API/v1/assessments", "/console/nothing", "/error", "/metrics", "/.git/config",
                "/risk-service.yml", "/application.yml", "/docs/access.json"
            })
    void hasNothingElse(String path) {
        assertProblem(node.send(get(node.uri(path), bearing(token(all())))), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/beans",
                "/caches",
                "/conditions",
                "/configprops",
                "/env",
                "/flyway",
                "/heapdump",
                "/httpexchanges",
                "/info",
                "/liquibase",
                "/logfile",
                "/loggers",
                "/mappings",
                "/metrics",
                "/quartz",
                "/scheduledtasks",
                "/sessions",
                "/shutdown",
                "/threaddump",
                "/health",
                "/health/liveness",
                "/prometheus"
            })
    void hasTheActuatorOnTheManagementPortAndThereTheLeast(String endpoint) {
        String path = "/actuator" + endpoint;
        assertProblem(node.send(get(node.uri(path), bearing(token(all())))), 404);

        boolean isOpen =
                List.of("", "/health", "/health/liveness", "/prometheus").contains(endpoint);
        HttpResponse<String> answer = node.send(get(management.resolve(path), Map.of()));
        assertThat(answer.statusCode()).isEqualTo(isOpen ? 200 : 404);
        if (!endpoint.equals("/prometheus")) {
            assertThat(answer.body()).doesNotContain("Exception", "components", "details");
        }
    }

    @Test
    void tellsNoOtherOriginThatItMayRead() {
        for (Row row : rowsOnTheMainPort().toList()) {
            HttpResponse<String> answer =
                    send(
                            row,
                            "OPTIONS",
                            Map.of(
                                    "Origin",
                                    "https://evil.example",
                                    "Access-Control-Request-Method",
                                    row.method(),
                                    "Access-Control-Request-Headers",
                                    "authorization"));
            assertThat(answer.statusCode()).as(row.name()).isLessThan(500);
            assertSafe("OPTIONS " + row.path(), answer);
        }
    }

    @Test
    void stopsAnAnalystWhoCallsTooOftenAndNoService() {
        Map<String, String> analyst = bearing(token(EnumSet.of(Role.ANALYST)));
        HttpRequest query = post("/api/v1/labels/query", "[]", analyst);
        HttpResponse<String> answer = node.send(query);
        for (int i = 0; i < 2_000 && answer.statusCode() == 400; i++) {
            answer = node.send(query);
        }

        assertProblem(answer, 429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("RateLimit")).contains("\"admin-writes\";r=0;t=1");
        Map<String, String> service = bearing(token(EnumSet.of(Role.SERVICE)));
        for (int i = 0; i < 60; i++) {
            assertProblem(node.send(post("/api/v1/outcomes", "[]", service)), 400);
        }
    }

    @Test
    void keepsABrowserWithHttpsWhereCookiesDo() {
        HttpRequest plain = get(node.uri("/console/login"), Map.of());

        assertThat(node.send(plain).headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(RawHttp.exchange(node.port(), "GET /console/login HTTP/1.1", "risk.example"))
                .contains("Strict-Transport-Security: max-age=31536000");
    }

    private static void assertSafe(String what, HttpResponse<String> answer) {
        Map<String, List<String>> headers = answer.headers().map();
        assertThat(headers.keySet())
                .as(what)
                .noneMatch(
                        name ->
                                name.toLowerCase(java.util.Locale.ROOT)
                                        .startsWith("access-control"))
                .doesNotContain("server", "x-powered-by");
        assertThat(headers.get("x-content-type-options")).as(what).containsExactly("nosniff");
        assertThat(headers.get("referrer-policy")).as(what).containsExactly("same-origin");
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .as(what)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        boolean mayBeKept =
                answer.statusCode() == 200
                        && Set.of(
                                        "/openapi.json",
                                        "/schemas/policy.json",
                                        "/console/login",
                                        "/console/")
                                .contains(answer.uri().getPath());
        if (!mayBeKept && !answer.uri().getPath().matches("/console/.*\\.(css|js|svg)")) {
            assertThat(headers.get("cache-control")).as(what).hasSize(1);
            assertThat(answer.headers().firstValue("cache-control").orElse(""))
                    .as(what)
                    .contains("no-store");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        String what = answer.request().method() + " " + answer.uri() + ": " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(what)
                .contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "dev.fairgate", "\tat ");
    }

    private HttpResponse<String> send(Row row, Map<String, String> headers) {
        return send(row, row.method(), headers);
    }

    /// With what is refused for its shape by whoever reads it: nothing is to happen.
    private HttpResponse<String> send(Row row, String method, Map<String, String> headers) {
        URI root = row.isOnMainPort() ? node.uri("") : management;
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(filled(row.path())));
        boolean hasBody = !method.equals("GET") && !method.equals("TRACE");
        request.method(
                method,
                hasBody
                        ? BodyPublishers.ofString(row.form() ? "name=ana" : "[]")
                        : BodyPublishers.noBody());
        request.header(
                "Content-Type",
                row.form() ? "application/x-www-form-urlencoded" : "application/json");
        if (row.changes() && !headers.containsKey("Origin")) {
            request.header("Origin", node.uri("").toString());
        }
        headers.forEach(request::header);
        return node.send(request.build());
    }

    /// Names that nothing has.
    private static String filled(String path) {
        return path.replace("{id}", "01KAPZ9E07ZYXWVTSRQPNMKJHG")
                .replace("{*path}", "liveness")
                .replaceAll("\\{\\w+}", "1");
    }

    private static HttpRequest get(URI address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        headers.forEach(request::header);
        return request.build();
    }

    private HttpRequest post(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = node.post(path, body);
        headers.forEach(request::header);
        return request.build();
    }

    private static Map<String, String> bearing(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static EnumSet<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    /// Of somebody new, who has called nothing yet.
    private String token(Set<Role> roles) {
        return node.bean(DemoTokens.class)
                .issue("somebody-" + NAMES.incrementAndGet(), Instant.now(), roles);
    }

    private String signIn() {
        HttpRequest form =
                HttpRequest.newBuilder(node.uri("/console/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", node.uri("").toString())
                        .POST(BodyPublishers.ofString("name=ana"))
                        .build();
        String set = node.send(form).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
        return set.substring(0, set.indexOf(';'));
    }

    /// For a host that no client of the JDK would claim.
    private static final class RawHttp {

        private RawHttp() {}

        static String exchange(int port, String line, String host) {
            try (java.net.Socket socket =
                    new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
                String request = line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream()
                        .write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                return new String(
                        socket.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
