package dev.fairgate.sale.sale;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Ready only with a view of the sales: before, there is nothing to sell and no order to be found.
@Component("boardHealthIndicator")
final class BoardHealthIndicator implements ReactiveHealthIndicator {

    private final SaleBoard board;

    BoardHealthIndicator(SaleBoard board) {
        this.board = board;
    }

    @Override
    public Mono<Health> health() {
        return Mono.just((board.isLoaded() ? Health.up() : Health.outOfService()).build());
    }
}
