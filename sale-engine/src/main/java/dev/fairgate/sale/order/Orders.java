package dev.fairgate.sale.order;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reading, paying and cancelling one's own orders.
@Component
public final class Orders {

    /// A ticket lives 5 s at most; one second more for clocks that differ.
    private static final Duration TICKET_IS_DEAD = Duration.ofSeconds(6);

    private static final int SALES_AT_ONCE = 16;

    private final Stock stock;
    private final SaleBoard board;
    private final LedgerClock clock;

    Orders(Stock stock, SaleBoard board, LedgerClock clock) {
        this.stock = stock;
        this.board = board;
        this.clock = clock;
    }

    /// The account's order. Errors with [Refusal]: 404 when it has none of that name, 503 while a
    /// ticket of that name could still become one.
    public Mono<Order> find(OrderId id, String account) {
        return certainly(stock.find(id, account))
                .switchIfEmpty(Mono.error(() -> new Refusal(absent(id))));
    }

    /// The account's orders in all sales, newest first, from the one after `cursor`.
    public Mono<List<Order>> list(String account, String cursor, int limit) {
        return certainly(
                Flux.fromIterable(board.all())
                        .map(Sale::id)
                        .flatMap(sale -> stock.of(sale, account), SALES_AT_ONCE)
                        .filter(order -> cursor.isEmpty() || ulid(order).compareTo(cursor) < 0)
                        .sort(Comparator.comparing(Orders::ulid).reversed())
                        .take(limit)
                        .collectList());
    }

    /// Pays: the demo provider confirms at once. Paying again changes nothing.
    public Mono<Order> pay(OrderId id, String account) {
        return settle(id, account, OrderStatus.PAID);
    }

    /// Cancels a hold; its units are on sale again.
    public Mono<Order> cancel(OrderId id, String account) {
        return settle(id, account, OrderStatus.CANCELLED);
    }

    static String ulid(Order order) {
        return order.id().ulid();
    }

    private Mono<Order> settle(OrderId id, String account, OrderStatus to) {
        return certainly(stock.settle(id, account, to))
                .flatMap(
                        result ->
                                switch (result) {
                                    case Settlement.Done it -> Mono.just(it.order());
                                    case Settlement.Refused it ->
                                            Mono.error(new Refusal(refused(it.order().status())));
                                    case Settlement.Missing it ->
                                            Mono.error(new Refusal(absent(id)));
                                });
    }

    private Problem absent(OrderId id) {
        Instant now = clock.instant();
        Instant dead = id.ticketMadeAt().plus(TICKET_IS_DEAD);
        boolean mayStillCome =
                now.isBefore(dead) && id.ticketMadeAt().isBefore(now.plus(TICKET_IS_DEAD));
        return mayStillCome
                ? Refusals.unknown(id)
                : new Problem("order-not-found", 404, "No such order", "Check the order's number.");
    }

    private static Problem refused(OrderStatus status) {
        String slug = "order-" + status.wireName();
        return switch (status) {
            case HELD -> new Problem(slug, 409, "Not over yet", "The order is still held.");
            case PAID -> new Problem(slug, 409, "Already paid", "A paid order stays as it is.");
            case CANCELLED ->
                    new Problem(slug, 409, "Cancelled", "The order was cancelled; buy again.");
            case REFUND_DUE ->
                    new Problem(slug, 409, "Refund due", "Your money comes back; buy again.");
            case LAPSED ->
                    new Problem(
                            slug, 409, "Too late", "The time to pay is over; try to buy again.");
        };
    }

    /// Reads and settlements may be repeated by the caller: without an answer it is simply "try
    /// again".
    private static <T> Mono<T> certainly(Mono<T> answer) {
        return answer.onErrorMap(
                Ledger.Failure.class, error -> new Refusal(Problem.ledgerUnavailable()));
    }
}
