package dev.fairgate.sale.order;

import dev.fairgate.sale.archive.OrderArchive;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.payment.PaymentProvider.Started;
import dev.fairgate.sale.payment.Payments;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reading, paying and cancelling one's own orders. The ledger is asked first; PostgreSQL has what
/// the ledger keeps no more.
@Component
public final class Orders {

    /// A ticket lives 5 s at most; one second more for clocks that differ.
    private static final Duration TICKET_IS_DEAD = Duration.ofSeconds(6);

    /// The ledger drops no order that is younger (`TICKET_IS_DEAD_MS` in its functions): what it
    /// does not have never was, and nobody else has to be asked.
    private static final Duration LEDGER_HAS_ALL = Duration.ofSeconds(60);

    private static final int SALES_AT_ONCE = 16;

    private final Stock stock;
    private final OrderArchive archive;
    private final Payments payments;
    private final SaleBoard board;
    private final LedgerClock clock;

    Orders(
            Stock stock,
            OrderArchive archive,
            Payments payments,
            SaleBoard board,
            LedgerClock clock) {
        this.stock = stock;
        this.archive = archive;
        this.payments = payments;
        this.board = board;
        this.clock = clock;
    }

    /// A part of an account's orders, newest first.
    ///
    /// @param complete whether those that the ledger keeps no more are among them
    public record Listed(List<Order> orders, boolean complete) {
        public Listed {
            orders = List.copyOf(orders);
        }
    }

    /// What a payment came to, unless it was refused.
    public sealed interface Payment {

        /// The order is paid, by this attempt or before.
        record Paid(Order order) implements Payment {}

        /// The order is still held; the buyer goes on elsewhere.
        record GoOn(Order order, URI at) implements Payment {}
    }

    /// The account's order. Errors with [Refusal]: 404 when it has none of that name, 503 while a
    /// ticket of that name could still become one.
    public Mono<Order> find(OrderId id, String account) {
        return certainly(stock.find(id, account))
                .switchIfEmpty(Mono.defer(() -> archived(id, account)))
                .switchIfEmpty(Mono.error(() -> new Refusal(absent(id))));
    }

    private Mono<Order> archived(OrderId id, String account) {
        return id.ticketMadeAt().isAfter(clock.instant().minus(LEDGER_HAS_ALL))
                ? Mono.empty()
                : archive.find(id)
                        .filter(order -> order.account().equals(account))
                        .onErrorMap(
                                OrderArchive.Away.class,
                                e -> new Refusal(Problem.archiveUnavailable()));
    }

    /// The account's orders in all sales, newest first, from the one after `cursor`. Both stores
    /// are asked at once; the ledger's word on an order stands. A node that does not know yet in
    /// which sales to look for it does not answer: the archive alone may be behind.
    public Mono<Listed> list(String account, String cursor, int limit) {
        if (!board.isLoaded()) {
            return Mono.error(new Refusal(Problem.ledgerUnavailable()));
        }
        Set<SaleId> known = board.all().stream().map(Sale::id).collect(Collectors.toSet());
        return Mono.zip(
                        inLedger(known, account, cursor),
                        inArchive(account, cursor, limit),
                        Found::new)
                .flatMap(
                        found ->
                                inLedger(found.otherSales(known), account, cursor)
                                        .map(more -> found.merged(more, limit)));
    }

    /// What both stores have of an account, the archive empty when it does not answer.
    private record Found(List<Order> ledger, Optional<List<Order>> archived) {

        /// Sales that the archive knows and this node does not: they are new, or it is cut off.
        Set<SaleId> otherSales(Set<SaleId> known) {
            return archived.orElse(List.of()).stream()
                    .map(order -> order.id().sale())
                    .filter(sale -> !known.contains(sale))
                    .collect(Collectors.toSet());
        }

        /// @param more of the ledger
        Listed merged(List<Order> more, int limit) {
            Map<OrderId, Order> all = new LinkedHashMap<>();
            archived.orElse(List.of()).forEach(order -> all.put(order.id(), order));
            ledger.forEach(order -> all.put(order.id(), order));
            more.forEach(order -> all.put(order.id(), order));
            return new Listed(
                    all.values().stream()
                            .sorted(Comparator.comparing(Orders::ulid).reversed())
                            .limit(limit)
                            .toList(),
                    archived.isPresent());
        }
    }

    private Mono<List<Order>> inLedger(Set<SaleId> sales, String account, String cursor) {
        return certainly(
                Flux.fromIterable(sales)
                        .flatMap(sale -> stock.of(sale, account), SALES_AT_ONCE)
                        .filter(order -> cursor.isEmpty() || ulid(order).compareTo(cursor) < 0)
                        .collectList());
    }

    private Mono<Optional<List<Order>>> inArchive(String account, String cursor, int limit) {
        return archive.of(account, cursor, limit)
                .map(Optional::of)
                .onErrorReturn(OrderArchive.Away.class, Optional.empty());
    }

    /// Pays, or begins to. Paying again changes nothing; the provider is asked for a hold that is
    /// not over, and for nothing else.
    public Mono<Payment> pay(OrderId id, String account) {
        return certainly(stock.find(id, account))
                .switchIfEmpty(Mono.error(() -> new Refusal(absent(id))))
                .flatMap(
                        order ->
                                switch (order.status()) {
                                    case HELD -> payHeld(order);
                                    case PAID -> Mono.just(new Payment.Paid(order));
                                    case CANCELLED, LAPSED, REFUND_DUE ->
                                            Mono.error(new Refusal(refused(order.status())));
                                });
    }

    private Mono<Payment> payHeld(Order order) {
        if (!clock.instant().isBefore(order.payBy())) {
            return Mono.error(new Refusal(refused(OrderStatus.LAPSED)));
        }
        return payments.start(order)
                .flatMap(
                        started ->
                                switch (started) {
                                    case Started.Captured it -> captured(order, it.paymentId());
                                    case Started.Pending it ->
                                            Mono.just(new Payment.GoOn(order, it.goOnAt()));
                                });
    }

    /// The ledger decides between this and what else becomes of the order at the same moment.
    private Mono<Payment> captured(Order order, String payment) {
        return settled(order.id(), payments.captured(order, payment))
                .flatMap(
                        paid ->
                                paid.status() == OrderStatus.PAID
                                        ? Mono.just(new Payment.Paid(paid))
                                        : Mono.error(new Refusal(refused(paid.status()))));
    }

    /// Cancels a hold; its units are on sale again.
    public Mono<Order> cancel(OrderId id, String account) {
        return settled(id, certainly(stock.release(id, account, OrderStatus.CANCELLED)));
    }

    static String ulid(Order order) {
        return order.id().ulid();
    }

    private Mono<Order> settled(OrderId id, Mono<Settlement> settlement) {
        return settlement.flatMap(
                result ->
                        switch (result) {
                            case Settlement.Done it -> Mono.just(it.order());
                            case Settlement.Refused it ->
                                    Mono.error(new Refusal(refused(it.order().status())));
                            case Settlement.Missing it -> Mono.error(new Refusal(absent(id)));
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
        String slug = "order-" + status.wireName().replace('_', '-');
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
