package dev.fairgate.sale.risk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the risk service is and how long it may take.
///
/// @param url its address
/// @param token bearer token with role `service`; in profile `demo` the engine makes its own
/// @param tokenFile file with that token, read at start
/// @param deadline from the moment a purchase starts to wait until it has an answer
/// @param waiting purchases that may wait for an answer at one moment
@ConfigurationProperties("fairgate.risk")
public record RiskSettings(
        @DefaultValue("http://127.0.0.1:8081") URI url,
        @Nullable String token,
        @Nullable Path tokenFile,
        @DefaultValue("150ms") Duration deadline,
        @DefaultValue("4096") int waiting) {

    public RiskSettings {
        if (deadline.isNegative() || deadline.isZero() || waiting < 1) {
            throw new IllegalArgumentException(
                    "fairgate.risk.deadline and fairgate.risk.waiting must be positive");
        }
    }
}
