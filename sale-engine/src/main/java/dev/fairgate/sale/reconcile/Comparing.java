package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import reactor.core.publisher.Mono;

/// Reads a sale on both sides.
final class Comparing {

    private final Sales sales;
    private final PostgresCopy copies;

    Comparing(Sales sales, PostgresCopy copies) {
        this.sales = sales;
        this.copies = copies;
    }

    /// The comparison; empty while one of the two does not know the sale. A copy that seems later
    /// than the ledger is compared once more with the ledger of now.
    Mono<Comparison> of(SaleId sale) {
        return once(sale)
                .flatMap(
                        it ->
                                it.state() == Comparison.State.LEDGER_IS_OLDER
                                        ? sales.counters(sale)
                                                .map(now -> new Comparison(sale, now, it.copy()))
                                        : Mono.just(it));
    }

    private Mono<Comparison> once(SaleId sale) {
        return sales.counters(sale)
                .flatMap(
                        ledger ->
                                copies.sale(sale).map(copy -> new Comparison(sale, ledger, copy)));
    }
}
