package dev.fairgate.sale.payment;

import dev.fairgate.sale.archive.OrderArchive;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.risk.Outcome;
import dev.fairgate.sale.risk.OutcomeClient;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Acts on what the provider says. Every effect is idempotent by the payment's id, so events need
/// not be remembered: one that comes again finds everything as it left it. An event is answered
/// with a result only after its effect is where it has to be; else it is refused with 503, and the
/// provider repeats it.
@Component
final class PaymentEvents {

    private static final Logger log = LoggerFactory.getLogger(PaymentEvents.class);
    private static final Problem UNKNOWN =
            new Problem(
                    "order-not-found",
                    404,
                    "No such order",
                    "This account has no order of that number.");
    private static final Problem RISK_AWAY =
            new Problem(
                            "risk-unavailable",
                            503,
                            "Not passed on",
                            "The chargeback could not be passed on; send it again.")
                    .retryAfterSeconds(5);

    private final Stock stock;
    private final OrderArchive archive;
    private final Payments payments;
    private final OutcomeClient risk;
    private final Counter mismatches;

    PaymentEvents(
            Stock stock,
            OrderArchive archive,
            Payments payments,
            OutcomeClient risk,
            MeterRegistry meters) {
        this.stock = stock;
        this.archive = archive;
        this.payments = payments;
        this.risk = risk;
        this.mismatches =
                Counter.builder("fairgate.payments.mismatches")
                        .description("Captured amounts that are not what the order costs")
                        .register(meters);
    }

    /// What an event came to.
    enum Result {
        PAID("paid"),
        REFUND_DUE("refund-due"),
        UNCHANGED("unchanged"),
        REPORTED("reported");

        private final String wireName;

        Result(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /// Errors with [Refusal]: 404 for an order that the account does not have, 422 for an amount
    /// that is not the order's, 503 when it has to come again.
    Mono<Result> take(PaymentEvent event) {
        Mono<Result> result =
                switch (event.type()) {
                    case CAPTURED -> captured(event);
                    case FAILED -> anywhere(event).thenReturn(Result.UNCHANGED);
                    case CHARGEBACK -> anywhere(event).flatMap(order -> chargeback(event, order));
                };
        return result.onErrorMap(
                        Ledger.Failure.class, e -> new Refusal(Problem.ledgerUnavailable()))
                .onErrorMap(
                        OrderArchive.Away.class, e -> new Refusal(Problem.archiveUnavailable()));
    }

    /// An order that is not in the ledger cannot be paid: it let go of its units long ago.
    private Mono<Result> captured(PaymentEvent event) {
        return stock.find(event.order(), event.account())
                .switchIfEmpty(Mono.error(() -> unknown(event)))
                .filter(order -> Amount.of(order).equals(event.amount()))
                .switchIfEmpty(Mono.error(() -> mismatch(event)))
                .flatMap(order -> payments.captured(order, event.payment()))
                .map(settlement -> result(settlement, event));
    }

    private static Result result(Settlement settlement, PaymentEvent event) {
        return switch (settlement) {
            case Settlement.Done(Order order) ->
                    order.status() == OrderStatus.PAID ? Result.PAID : Result.REFUND_DUE;
            case Settlement.Refused it -> Result.REFUND_DUE;
            case Settlement.Missing it -> throw unknown(event);
        };
    }

    /// A chargeback comes weeks later; the ledger may have dropped the order since.
    private Mono<Order> anywhere(PaymentEvent event) {
        return stock.find(event.order(), event.account())
                .switchIfEmpty(
                        archive.find(event.order())
                                .filter(order -> order.account().equals(event.account())))
                .switchIfEmpty(Mono.error(() -> unknown(event)));
    }

    private Mono<Result> chargeback(PaymentEvent event, Order order) {
        Outcome outcome =
                new Outcome(
                        order.decisionId(),
                        order.account(),
                        order.id().sale().value(),
                        "chargeback",
                        event.at(),
                        order.id().toString(),
                        event.payment());
        return risk.tell(List.of(outcome))
                .thenReturn(Result.REPORTED)
                .onErrorMap(error -> notReported(event, error));
    }

    private static Refusal notReported(PaymentEvent event, Throwable error) {
        log.warn(
                "Chargeback of payment {} for {} is not told to the risk service: {}",
                event.payment(),
                event.order(),
                error.toString());
        return new Refusal(RISK_AWAY);
    }

    private static Refusal unknown(PaymentEvent event) {
        log.error(
                "Event {}: payment {} is for {} of {}, which is no order here",
                event.id(),
                event.payment(),
                event.order(),
                event.account());
        return new Refusal(UNKNOWN);
    }

    private Refusal mismatch(PaymentEvent event) {
        mismatches.increment();
        log.error(
                "Event {}: payment {} of {} {} is not what {} costs; somebody has to look at it",
                event.id(),
                event.payment(),
                event.amount().amount(),
                event.amount().currency(),
                event.order());
        return new Refusal(
                new Problem(
                        "amount-mismatch",
                        422,
                        "Another amount",
                        "amount: must be the order's price times its quantity; nothing was"
                                + " changed."));
    }
}
