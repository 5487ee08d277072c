package dev.fairgate.sale.event;

import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/// Hands the events of a sale on in batches, in their order, one node to a sale.
///
/// A pass takes what was delivered before and stayed unacknowledged, then what is new. What a pass
/// of this node, or one that is dead, left behind is older than anything new and goes first, at
/// once; what the handler left unacknowledged on purpose comes again after a while.
public final class Carrier {

    private static final int BATCHES = 40; // of one pass over one sale

    private final EventStreams events;
    private final Leases leases;
    private final Duration redeliverAfter;
    private final Handler handler;

    /// Sales whose last pass came to its end here; at most
    /// [dev.fairgate.sale.sale.Sales#MAX_SALES].
    private final Set<SaleId> whole = ConcurrentHashMap.newKeySet();

    /// What is done with events.
    @FunctionalInterface
    public interface Handler {
        /// Completes when everything that is done with is acknowledged. An error ends the pass, and
        /// the same entries come again.
        Mono<Void> handle(SaleId sale, List<Entry> entries);
    }

    /// @param redeliverAfter how long an entry stays unacknowledged before it comes again
    public Carrier(EventStreams events, Leases leases, Duration redeliverAfter, Handler handler) {
        this.events = events;
        this.leases = leases;
        this.redeliverAfter = redeliverAfter;
        this.handler = handler;
    }

    /// One pass over a sale; nothing while another node has it.
    public Mono<Void> carry(EventStreams.Behind behind) {
        SaleId sale = behind.sale();
        Mono<Void> pass =
                (behind.pending() > 0 ? again(sale) : Mono.<Void>empty()).then(fresh(sale));
        return leases.whileHeld(sale, pass.doOnSuccess(done -> whole.add(sale)))
                .doOnError(e -> whole.remove(sale));
    }

    private Mono<Void> again(SaleId sale) {
        Duration idle = whole.contains(sale) ? redeliverAfter : Duration.ZERO;
        return page(sale, idle, EventStreams.START)
                .expand(
                        page ->
                                page.next()
                                        .map(next -> page(sale, idle, next))
                                        .orElseGet(Mono::empty))
                .take(BATCHES)
                .then();
    }

    private Mono<EventStreams.Redelivery> page(SaleId sale, Duration idle, String from) {
        return events.again(sale, idle, from)
                .flatMap(page -> handler.handle(sale, page.entries()).thenReturn(page));
    }

    private Mono<Void> fresh(SaleId sale) {
        Mono<Boolean> batch =
                events.next(sale)
                        .flatMap(
                                entries ->
                                        handler.handle(sale, entries)
                                                .then(mayGoOn(sale, entries.size())));
        return batch.expand(goOn -> goOn ? batch : Mono.empty()).take(BATCHES).then();
    }

    private Mono<Boolean> mayGoOn(SaleId sale, int read) {
        return read < EventStreams.BATCH ? Mono.just(false) : leases.renew(sale);
    }
}
