package dev.fairgate.sale.risk;

import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Nothing is sold without a verdict: 503 `risk-unavailable`, try again in a second.
@Component
final class RefuseDuringOutage implements RiskOutage {

    @Override
    public Mono<Assessment> assess(Question question, Throwable cause) {
        return Mono.error(
                new Refusal(
                        new Problem(
                                        "risk-unavailable",
                                        503,
                                        "Please try again",
                                        "Purchases cannot be checked right now; nothing was"
                                                + " sold, try again in a moment.")
                                .retryAfterSeconds(1)));
    }
}
