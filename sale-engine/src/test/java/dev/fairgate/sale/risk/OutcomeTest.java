package dev.fairgate.sale.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void isWrittenAsTheContractSays() {
        String json =
                new String(
                        Json.write(
                                List.of(
                                        outcome("held", "2026-11-22T16:00:00.480Z", null),
                                        outcome("paid", "2026-11-22T16:01:30Z", "pay_01KAPZB4J7"))),
                        StandardCharsets.UTF_8);

        Contract.assertValid("assessment-outcomes-request", json);
        assertThat(Contract.tree(json).valueStream())
                .containsExactlyElementsOf(
                        Contract.goldenTree("assessment-outcomes-request")
                                .valueStream()
                                .limit(2)
                                .toList());
    }

    private static Outcome outcome(String outcome, String at, @Nullable String payment) {
        return new Outcome(
                "01KAPZ9E05ZYXWVTSRQPNMKJHG",
                "alice",
                "demo",
                outcome,
                Instant.parse(at),
                "demo.01KAPZ9E00ABCDEFGHJKMNPQRS",
                payment);
    }
}
