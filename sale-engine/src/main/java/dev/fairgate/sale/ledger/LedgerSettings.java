package dev.fairgate.sale.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long the ledger may take.
///
/// @param commandTimeout deadline of one command, connection included
/// @param requestQueue commands that may wait for an answer; past it they are refused at once
@ConfigurationProperties("fairgate.ledger")
public record LedgerSettings(
        @DefaultValue("500ms") Duration commandTimeout, @DefaultValue("20000") int requestQueue) {

    public LedgerSettings {
        if (commandTimeout.isNegative() || commandTimeout.isZero()) {
            throw new IllegalArgumentException("fairgate.ledger.command-timeout must be positive");
        }
        if (requestQueue < 1) {
            throw new IllegalArgumentException("fairgate.ledger.request-queue must be positive");
        }
    }
}
