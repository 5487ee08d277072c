package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.AccessTable.Row;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Desk;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.RawHttp;
import dev.fairgate.sale.fixture.Tokens;
import dev.fairgate.sale.sale.SaleId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;

/// Who may call what of this engine: every route of the code against every row of
/// `docs/access.json`, by everybody.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final Pattern CSRF =
            Pattern.compile("<input type=\"hidden\" name=\"csrf\" value=\"([^\"]*)\">");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE");

    private final Engine engine = Desk.ENGINE;
    private final SaleId sale = Desk.sell(50, 50);
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
        Set<String> routes = AccessTable.routes(engine.context());

        assertThat(routes.stream().filter(route -> !named.contains(route)))
                .as("routes without a row; add, with who may call, to docs/access.json")
                .extracting(AccessTable::suggestion)
                .isEmpty();
        assertThat(named).as("rows of docs/access.json without a route").isSubsetOf(routes);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void letsInWhoMayCallAndNobodyElse(Row row) {
        assertAnswer(row, "anonymous", call(row, at(row)));
        assertAnswer(row, "anonymous", call(row, bearing(row, "a.b.c")));
        assertAnswer(row, "anonymous", call(row, bearing(row, Tokens.unsigned("mallory"))));
        assertAnswer(row, "anonymous", call(row, at(row).with("Authorization", "Basic YTpi")));
        assertAnswer(row, "anonymous", call(row, at(row).with("Cookie", "fairgate=x; y=\"")));
        assertAnswer(row, "session", call(row, at(row).with("Cookie", cookie)));
        assertAnswer(row, "none", call(row, bearing(row, Tokens.of(Engine.fresh("who")))));
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            String token = Tokens.of(Engine.fresh("who"), name);
            assertAnswer(row, name, call(row, bearing(row, token)));
        }
    }

    private static void assertAnswer(Row row, String who, Answer answer) {
        String what = row.name() + " by " + who + ": " + answer.text();
        if (row.isOpen() || row.allow().contains(who)) {
            assertThat(answer.status()).as(what).isNotIn(401, 403).isLessThan(500);
        } else if (row.refused() > 0) {
            assertThat(answer.status()).as(what).isEqualTo(row.refused());
        } else {
            boolean hasToken = !List.of("anonymous", "session").contains(who);
            answer.is(row.takesTokens() && hasToken ? 403 : 401);
        }
        assertSafe(what, row, answer);
    }

    @ParameterizedTest
    @MethodSource("formsAndCallsOfPages")
    void takesNothingThatAPageOfAnotherOriginSent(Row row) {
        Caller anna = at(row).with("Cookie", cookie);
        for (String origin :
                List.of("null", "https://evil.example", engine.root() + ".evil.example", "x:")) {
            call(row, anna.with("Origin", origin)).is(403);
        }
        HttpMethod method = HttpMethod.valueOf(row.method());
        Caller plain = anna.with("Content-Type", "text/plain");
        plain.call(method, filled(row.path()), "{\"quantity\":1}").is(403);
        if (row.form()) {
            anna.with("Origin", engine.root().toString())
                    .form(filled(row.path()), Map.of())
                    .is(403);
        } else {
            anna.call(method, filled(row.path()), "{\"quantity\":1}").is(403);
        }
    }

    @ParameterizedTest
    @MethodSource("rowsOnTheMainPort")
    void answers405WithWhatIsAllowedToEveryOtherMethod(Row row) {
        Set<String> known = new TreeSet<>();
        rowsOnTheMainPort()
                .filter(other -> other.path().equals(row.path()))
                .forEach(other -> known.add(other.method()));
        Caller caller = engine.as("all", "buyer", "analyst", "admin", "service");
        boolean isHidden = row.path().startsWith("/demo/");
        for (String method : METHODS) {
            if (!known.contains(method)) {
                Answer answer =
                        caller.call(HttpMethod.valueOf(method), filled(row.path()), null)
                                .is(isHidden ? 404 : 405);

                assertThat(isHidden || answer.header("Allow") != null).isTrue();
                assertSafe(method + " " + row.path(), row, answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/nothing",
                "/api/v1/orders/x/y",
                "/api/v2/orders",
                "/API/v1/orders",
                "/error",
                "/metrics",
                "/.git/config",
                "/application.yml",
                "/sale-engine.yml",
                "/assets/../sale-engine.yml",
                "/assets/%2e%2e/templates/sale.mustache",
                "/assets/..%2f..%2fsale-engine.yml",
                "/assets/%252e%252e/sale-engine.yml",
                "/templates/sale.mustache",
                "/assets/",
                "/assets"
            })
    void hasNothingElse(String path) {
        Answer answer = engine.as("all", "buyer", "analyst", "admin", "service").get(path);

        assertThat(answer.status()).isBetween(400, 499);
        answer.isProblem(answer.status(), answer.status() == 404 ? "not-found" : "invalid-request");
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
        engine.admin().get(path).isProblem(404, "not-found");

        boolean isOpen =
                List.of("", "/health", "/health/liveness", "/prometheus").contains(endpoint);
        Answer answer = engine.operator().get(path).is(isOpen ? 200 : 404);
        if (!endpoint.equals("/prometheus")) {
            assertThat(answer.text()).doesNotContain("Exception", "components", "details");
        }
    }

    @Test
    void tellsNoOtherOriginThatItMayRead() {
        Caller evil =
                engine.anyone()
                        .with("Origin", "https://evil.example")
                        .with("Access-Control-Request-Headers", "authorization");
        for (Row row : rowsOnTheMainPort().toList()) {
            Answer answer =
                    evil.with("Access-Control-Request-Method", row.method())
                            .call(HttpMethod.OPTIONS, filled(row.path()), null);
            assertThat(answer.status()).as(row.name()).isLessThan(500);
            assertSafe("OPTIONS " + row.path(), row, answer);
        }
    }

    @Test
    void keepsABrowserWithHttpsWhereCookiesDo() {
        String request = "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";

        assertThat(RawHttp.exchange(engine.port(), request.formatted("localhost")))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Strict-Transport-Security");
        assertThat(RawHttp.exchange(engine.port(), request.formatted("shop.example")))
                .startsWith("HTTP/1.1 200")
                .contains("Strict-Transport-Security: max-age=31536000");
    }

    private static void assertSafe(String what, Row row, Answer answer) {
        assertThat(answer.headers().headerNames())
                .as(what)
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
                .noneMatch(name -> name.equalsIgnoreCase("server"))
                .noneMatch(name -> name.equalsIgnoreCase("x-powered-by"));
        assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
        assertThat(answer.header("Content-Security-Policy"))
                .as(what)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        boolean isPublic =
                row.isOpen() && row.path().matches("/assets/.*|/openapi.json|/api/v1/sales.*");
        if (!(isPublic && List.of(200, 304, 404).contains(answer.status()))) {
            assertThat(answer.header("Cache-Control")).as(what).contains("no-store");
        }
        if (row.isOnMainPort()) {
            assertThat(answer.text())
                    .as(what)
                    .doesNotContain("Exception", "springframework", "\tat ");
        }
    }

    private Caller at(Row row) {
        return row.isOnMainPort() ? engine.anyone() : engine.operator();
    }

    private Caller bearing(Row row, String token) {
        return at(row).with("Authorization", "Bearer " + token);
    }

    /// With what is refused for its shape by whoever reads it: nothing is to happen.
    private Answer call(Row row, Caller caller) {
        if (row.form()) {
            String page = caller.get("/login").text();
            Map<String, String> form = new HashMap<>(Map.of("name", "ana", "quantity", "0"));
            Matcher csrf = CSRF.matcher(page);
            assertThat(csrf.find()).isTrue();
            form.put("csrf", csrf.group(1));
            return caller.form(filled(row.path()), form);
        }
        HttpMethod method = HttpMethod.valueOf(row.method());
        boolean fromPage = row.changes() && row.path().startsWith("/browser/");
        Caller from = fromPage ? withOwnOrigin(caller) : caller;
        return from.call(method, filled(row.path()), takesBody(row) ? "[]" : null);
    }

    private Caller withOwnOrigin(Caller caller) {
        return caller.hasHeader("Origin")
                ? caller
                : caller.with("Origin", engine.root().toString());
    }

    private static boolean takesBody(Row row) {
        return row.method().equals("POST") || row.method().equals("PUT");
    }

    /// Names that nothing has, but for the sale.
    private String filled(String path) {
        return path.replace("{saleId}", sale.value())
                .replace("{orderId}", sale + ".01KAPZ9E00ABCDEFGHJKMNPQRS")
                .replace("{*path}", "liveness")
                .replace("/**", "/site.css")
                .replaceAll("\\{\\w+}", "AAAAAAAAAAAAAAAAAAAAAA");
    }

    private String signIn() {
        Answer form = engine.anyone().get("/login");
        Matcher csrf = CSRF.matcher(form.text());
        assertThat(csrf.find()).isTrue();
        ResponseCookie set =
                Objects.requireNonNull(
                        engine.anyone()
                                .form("/login", Map.of("name", "ana", "csrf", csrf.group(1)))
                                .is(303)
                                .cookies()
                                .getFirst("fairgate"));
        assertThat(set.isHttpOnly()).isTrue();
        assertThat(set.getSameSite()).isEqualTo("Lax");
        return "fairgate=" + set.getValue();
    }
}
