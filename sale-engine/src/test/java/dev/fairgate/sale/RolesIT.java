package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.Tokens;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/// Which role may call what: everybody else is told 401 or 403, and nothing happens.
class RolesIT {

    private static final List<String> ALL = List.of("buyer", "analyst", "admin", "service");
    private static final String ORDER = ".01KAPZ9E00ABCDEFGHJKMNPQRS";

    private final Engine engine = Engine.shared();
    private SaleId sale = new SaleId("none");

    @BeforeEach
    void sell() {
        sale = engine.sell(Lamps.terms(engine.bean(LedgerClock.class).instant(), 5, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/sales/{s}/orders, buyer",
        "GET, /api/v1/orders, buyer",
        "GET, /api/v1/orders/{o}, buyer",
        "DELETE, /api/v1/orders/{o}, buyer",
        "POST, /api/v1/orders/{o}/payment, buyer",
        "POST, /api/v1/challenges/c/alternative, buyer",
        "POST, /api/v1/appeals, buyer",
        "GET, /api/v1/appeals/01KAQ1W8E0B4D6F8H0J2K4M6N8, buyer",
        "POST, /api/v1/admin/sales, admin",
        "PUT, /api/v1/admin/sales/{s}, admin",
        "POST, /api/v1/admin/sales/{s}/pause, admin",
        "POST, /api/v1/admin/sales/{s}/resume, admin",
        "POST, /api/v1/admin/sales/{s}/cancellations, admin",
        "GET, /api/v1/admin/sales/{s}/audit, admin"
    })
    void letsOnlyTheRoleIn(String method, String path, String allowed) {
        String target = path.replace("{s}", sale.value()).replace("{o}", sale + ORDER);
        Set<String> roles = Set.of(allowed.split(" "));

        call(engine.anyone(), method, target).isProblem(401, "unauthenticated");
        call(engine.bearing("a.b.c"), method, target).isProblem(401, "unauthenticated");
        call(engine.bearing(Tokens.unsigned("mallory")), method, target)
                .isProblem(401, "unauthenticated");
        call(engine.anyone().with("Cookie", "fairgate=x"), method, target)
                .isProblem(401, "unauthenticated");
        call(engine.anyone().with("Authorization", "Basic YTpi"), method, target)
                .isProblem(401, "unauthenticated");
        call(engine.as("nobody"), method, target).isProblem(403, "forbidden");
        for (String role : ALL) {
            Answer answer = call(engine.as("someone", role), method, target);
            if (roles.contains(role)) {
                assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
            } else {
                answer.isProblem(403, "forbidden");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/time", "/api/v1/sales", "/api/v1/sales/{s}", "/", "/sales/{s}", "/login"})
    void letsEverybodyLook(String path) {
        String target = path.replace("{s}", sale.value());

        engine.anyone().get(target).is(200);
        engine.bearing("garbage").get(target).is(200);
        engine.anyone().with("Cookie", "fairgate=garbage; x=\"; y").get(target).is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator",
        "/actuator/health",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/prometheus",
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
    void exposesNothingElseOnTheMainPort(String path) {
        Answer answer = engine.admin().get(path);

        assertThat(answer.status()).isBetween(400, 499);
        answer.isProblem(answer.status(), answer.status() == 404 ? "not-found" : "invalid-request");
    }

    @Test
    void answersProbesOnTheMainPort() {
        engine.anyone().get("/livez").is(200);
        engine.anyone().get("/readyz").is(200);
    }

    private static Answer call(Caller caller, String method, String path) {
        HttpMethod verb = HttpMethod.valueOf(method);
        boolean hasBody =
                (path.endsWith("/orders") && method.equals("POST"))
                        || path.endsWith("/sales")
                        || method.equals("PUT");
        return caller.call(verb, path, hasBody ? "{\"quantity\":1}" : null);
    }
}
