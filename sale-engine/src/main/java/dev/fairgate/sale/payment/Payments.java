package dev.fairgate.sale.payment;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Starts payments and takes note of captured money.
@Component
public final class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);
    private static final Duration PROVIDER = Duration.ofSeconds(5);
    private static final Problem UNAVAILABLE =
            new Problem(
                            "payment-unavailable",
                            503,
                            "Payment is not possible right now",
                            "Nothing was taken as far as we know; try again in a moment.")
                    .retryAfterSeconds(2);

    private final PaymentProvider provider;
    private final Stock stock;
    private final Counter twice;

    Payments(PaymentProvider provider, Stock stock, MeterRegistry meters) {
        this.provider = provider;
        this.stock = stock;
        this.twice =
                Counter.builder("fairgate.payments.double")
                        .description("Payments for orders that another payment had settled")
                        .register(meters);
    }

    /// Begins to pay an order that is held. Errors with [Refusal] 503 when the provider does not
    /// answer.
    public Mono<PaymentProvider.Started> start(Order order) {
        return provider.start(order)
                .timeout(PROVIDER)
                .onErrorMap(e -> !(e instanceof Refusal), e -> unavailable(order, e));
    }

    /// Money is here: pays the order, or makes its refund due. [Settlement.Refused] is money that
    /// came a second time and has to go back.
    public Mono<Settlement> captured(Order order, String payment) {
        return stock.captured(order.id(), order.account(), payment)
                .doOnNext(settlement -> tell(settlement, payment))
                .onErrorMap(Ledger.Failure.class, e -> new Refusal(Problem.ledgerUnavailable()));
    }

    private void tell(Settlement settlement, String payment) {
        switch (settlement) {
            case Settlement.Done(Order order) -> {
                if (order.status() == OrderStatus.REFUND_DUE) {
                    log.warn("Refund due: payment {} came too late for {}", payment, order.id());
                }
            }
            case Settlement.Refused(Order order) -> {
                twice.increment();
                log.error(
                        "Refund due: payment {} is one too many for {}, which is {}",
                        payment,
                        order.id(),
                        order.status().wireName());
            }
            case Settlement.Missing() ->
                    log.error("Payment {} is for an order that is gone meanwhile", payment);
        }
    }

    private static Refusal unavailable(Order order, Throwable error) {
        log.warn("The payment of {} does not start: {}", order.id(), error.toString());
        return new Refusal(UNAVAILABLE);
    }
}
