package dev.fairgate.sale.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void isWrittenAsTheContractSays() {
        Outcome held =
                new Outcome(
                        "01KAPZ9E05ZYXWVTSRQPNMKJHG",
                        "alice",
                        "demo",
                        "held",
                        Instant.parse("2026-11-22T16:00:00.480Z"));
        String json = new String(Json.write(List.of(held)), StandardCharsets.UTF_8);

        Contract.assertValid("assessment-outcomes-request", json);
        assertThat(Contract.tree(json).get(0))
                .isEqualTo(Contract.goldenTree("assessment-outcomes-request").get(0));
    }
}
