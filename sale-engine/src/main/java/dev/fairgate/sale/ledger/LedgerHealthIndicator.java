package dev.fairgate.sale.ledger;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Ready only while the ledger answers, with its functions loaded. Liveness does not ask:
/// restarting this process does not bring a ledger back.
@Component("ledgerHealthIndicator")
final class LedgerHealthIndicator implements ReactiveHealthIndicator {

    private final LedgerPulse pulse;

    LedgerHealthIndicator(LedgerPulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public Mono<Health> health() {
        return Mono.just((pulse.answers() ? Health.up() : Health.outOfService()).build());
    }
}
