package dev.fairgate.sale.risk;

import dev.fairgate.sale.admission.Device;
import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Questions that differ in their account only.
final class Questions {

    static final Instant NOW = Instant.parse("2026-11-22T16:00:00.120Z");

    private Questions() {}

    static Question of(String account) {
        return with(account, "{}");
    }

    static Question with(String account, String telemetry) {
        return new Question(
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                new SaleId("demo"),
                3,
                account,
                Optional.of(Instant.parse("2026-01-10T08:00:00Z")),
                "192.0.2.17",
                Optional.of(new Device("q3J9-device_1", true)),
                "Mozilla/5.0",
                List.of("Host", "User-Agent", "Accept"),
                1,
                telemetry,
                new Question.ChallengeResponse("4nS2kq0cT8m1yV5b7ZpXeg", "k7fq3m"),
                NOW);
    }
}
