package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/// A path that exists, asked in a way that it does not answer to.
class WrongMethodIT {

    private final Engine engine = Engine.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | / | GET",
                "PUT | /login | GET, POST",
                "GET | /logout | POST",
                "DELETE | /sales/lamp | GET",
                "GET | /sales/lamp/orders | POST",
                "GET | /orders/x/payment | POST",
                "POST | /api/v1/time | GET",
                "POST | /api/v1/sales | GET",
                "OPTIONS | /api/v1/sales/lamp | GET",
                "GET | /api/v1/sales/lamp/orders | POST",
                "DELETE | /browser/sales/lamp/orders | POST",
                "PUT | /api/v1/orders | GET",
                "TRACE | /api/v1/orders/x | GET, DELETE",
                "PATCH | /browser/orders/x/payment | POST",
                "GET | /api/v1/admin/sales | POST",
                "GET | /api/v1/admin/sales/lamp | PUT",
                "PUT | /api/v1/admin/sales/lamp/pause | POST",
                "POST | /api/v1/admin/sales/lamp/audit | GET",
                "GET | /api/v1/admin/sales/lamp/cancellations | POST",
                "POST | /api/v1/admin/orders | GET",
                "GET | /api/v1/payments/events | POST",
                "POST | /api/v1/challenges/c/image | GET",
                "GET | /api/v1/challenges/c/alternative | POST",
                "POST | /openapi.json | GET",
                "POST | /assets/site.css | GET, HEAD, OPTIONS",
                "POST | /readyz | GET"
            })
    void tellsWhichMethodsAKnownPathTakes(String method, String path, String allowed) {
        for (Caller caller : List.of(engine.anyone(), engine.buyer("alice"), engine.admin())) {
            Answer answer = caller.call(HttpMethod.valueOf(method), path, null);

            answer.isProblem(405, "method-not-allowed");
            assertThat(String.valueOf(answer.header("Allow")).split(", ?"))
                    .containsExactlyInAnyOrder(allowed.split(", "));
        }
    }

    @Test
    void theDemoHidesItsMethodsToo() {
        engine.anyone().get("/demo/accounts").isProblem(404, "not-found");
        engine.anyone().post("/demo/challenges/c/answer").isProblem(404, "not-found");
    }
}
