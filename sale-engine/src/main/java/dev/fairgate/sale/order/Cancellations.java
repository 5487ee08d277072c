package dev.fairgate.sale.order;

import dev.fairgate.sale.archive.OrderArchive;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Takes held units back from many orders at once, as after an attack. What is paid stays as it is.
/// Asking again is harmless: what was cancelled the first time is unchanged then.
@Component
final class Cancellations {

    private static final Logger log = LoggerFactory.getLogger(Cancellations.class);
    private static final int AT_ONCE = 16;

    private final OrderArchive archive;
    private final Stock stock;

    Cancellations(OrderArchive archive, Stock stock) {
        this.archive = archive;
        this.stock = stock;
    }

    /// What became of an order, or would.
    enum Fate {
        CANCELLED,
        /// Its money is here, and somebody has to give it back.
        REFUND_NEEDED,
        UNCHANGED,
        /// No order of that name, or too new to be archived.
        UNKNOWN;

        /// The name of its list on the wire.
        String wireName() {
            return this == REFUND_NEEDED ? "refundNeeded" : name().toLowerCase(Locale.ROOT);
        }
    }

    private record Fated(OrderId order, Fate fate) {}

    /// Each order under its fate, in the order asked. Errors with [Refusal] 503 when a store is
    /// away; some may be cancelled by then.
    Mono<Map<Fate, List<OrderId>>> cancel(CancellationRequest asked, String admin) {
        return archive.accounts(asked.orders())
                .flatMap(accounts -> cancel(asked, accounts))
                .doOnNext(fates -> tell(asked, admin, fates))
                .doOnError(e -> log.warn("Cancellations by {} break off: {}", admin, e.toString()))
                .onErrorMap(Ledger.Failure.class, e -> new Refusal(Problem.ledgerUnavailable()))
                .onErrorMap(
                        OrderArchive.Away.class, e -> new Refusal(Problem.archiveUnavailable()));
    }

    private Mono<Map<Fate, List<OrderId>>> cancel(
            CancellationRequest asked, Map<OrderId, String> accounts) {
        return Flux.fromIterable(asked.orders())
                .flatMapSequential(
                        id ->
                                fate(id, accounts.get(id), asked.dryRun())
                                        .map(it -> new Fated(id, it)),
                        AT_ONCE)
                .collectList()
                .map(Cancellations::byFate);
    }

    private Mono<Fate> fate(OrderId id, @Nullable String account, boolean dryRun) {
        return account == null
                ? Mono.just(Fate.UNKNOWN)
                : stock.find(id, account)
                        .flatMap(order -> fate(order, dryRun))
                        .defaultIfEmpty(Fate.UNKNOWN);
    }

    private Mono<Fate> fate(Order order, boolean dryRun) {
        return order.status() != OrderStatus.HELD || dryRun
                ? Mono.just(asItStands(order))
                : stock.release(order.id(), order.account(), OrderStatus.CANCELLED)
                        .map(
                                settlement ->
                                        switch (settlement) {
                                            case Settlement.Done it -> Fate.CANCELLED;
                                            case Settlement.Refused(Order now) -> asItStands(now);
                                            case Settlement.Missing it -> Fate.UNKNOWN;
                                        });
    }

    private static Fate asItStands(Order order) {
        return switch (order.status()) {
            case HELD -> Fate.CANCELLED;
            case PAID, REFUND_DUE -> Fate.REFUND_NEEDED;
            case CANCELLED, LAPSED -> Fate.UNCHANGED;
        };
    }

    private static Map<Fate, List<OrderId>> byFate(List<Fated> all) {
        Map<Fate, List<OrderId>> fates = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            fates.put(
                    fate, all.stream().filter(it -> it.fate() == fate).map(Fated::order).toList());
        }
        return fates;
    }

    private static void tell(
            CancellationRequest asked, String admin, Map<Fate, List<OrderId>> fates) {
        log.info(
                "{} {} orders of {}: \"{}\". Cancelled {}, refund needed {}, unchanged {}, unknown {}",
                admin,
                asked.dryRun() ? "would cancel" : "cancels",
                asked.sale(),
                asked.reason(),
                fates.get(Fate.CANCELLED),
                count(fates, Fate.REFUND_NEEDED),
                count(fates, Fate.UNCHANGED),
                count(fates, Fate.UNKNOWN));
    }

    private static int count(Map<Fate, List<OrderId>> fates, Fate fate) {
        return fates.getOrDefault(fate, List.of()).size();
    }
}
