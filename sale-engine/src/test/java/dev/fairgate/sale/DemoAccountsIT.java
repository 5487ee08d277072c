package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /demo/accounts`: an issuer for a first run.
class DemoAccountsIT {

    private final Engine engine = Engine.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "{\"accountId\":\"\"}",
                "{\"accountId\":\"A\"}",
                "{\"accountId\":1}",
                "{\"accountId\":\"a\",\"roles\":[\"root\"]}",
                "{\"accountId\":\"a\",\"roles\":\"admin\"}",
                "{\"accountId\":\"a\",\"roles\":[null]}",
                "{\"accountId\":\"a\",\"roles\":[1]}",
                "{\"accountId\":\"a\",\"registeredAt\":\"soon\"}",
                "{\"accountId\":\"a\",\"registeredAt\":1.5}",
                "{\"accountId\":\"a\",\"registeredAt\":[]}",
                "{\"accountId\":\"a\",\"registeredAt\":99999999999999999999}",
                "{\"accountId\":\"a\",\"registeredAt\":9223372036854775807}",
                "{\"accountId\":\"a\",\"registeredAt\":-1}",
                "{\"accountId\":\"a\",\"registeredAt\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"accountId\":\"a\",\"x\":1}"
            })
    void refusesADemoAccountThatIsNone(String body) {
        engine.anyone().post("/demo/accounts", body).isProblem(400, "invalid-request");
    }

    @Test
    void makesDemoAccounts() {
        Answer made =
                engine.anyone()
                        .post(
                                "/demo/accounts",
                                "{\"accountId\":\"a\",\"registeredAt\":\"2026-01-10T08:00:00Z\",\"roles\":[\"admin\"]}")
                        .is(201);

        assertThat(made.at("/accountId")).isEqualTo("a");
        engine.bearing(made.at("/token")).get("/api/v1/admin/sales/none/audit").is(404);
        String buyerToken =
                engine.anyone()
                        .post("/demo/accounts", "{\"accountId\":\"a\"}")
                        .is(201)
                        .at("/token");
        engine.bearing(buyerToken).get("/api/v1/orders").is(200);
    }
}
