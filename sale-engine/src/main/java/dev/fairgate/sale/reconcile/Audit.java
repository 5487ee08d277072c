package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.archive.Postgres;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Ledger and PostgreSQL side by side.
final class Audit {

    private final Sales sales;
    private final @Nullable PostgresCopy copies;

    /// @param copies null without PostgreSQL
    Audit(Sales sales, @Nullable PostgresCopy copies) {
        this.sales = sales;
        this.copies = copies;
    }

    /// @param copy empty when PostgreSQL is away, or does not know the sale yet, or there is none
    record Sides(Sales.Counters ledger, Optional<SaleCopy> copy) {

        /// Events that PostgreSQL does not have yet.
        long backlog(SaleCopy it) {
            return Math.max(0, ledger.stockSeq() - it.stockSeq());
        }

        long difference(SaleCopy it) {
            return Math.abs(ledger.held() - it.held()) + Math.abs(ledger.sold() - it.sold());
        }
    }

    /// Both sides; empty when there is no such sale.
    Mono<Sides> of(SaleId sale) {
        return sales.counters(sale)
                .flatMap(ledger -> copy(sale).map(copy -> new Sides(ledger, copy)));
    }

    private Mono<Optional<SaleCopy>> copy(SaleId sale) {
        return copies == null
                ? Mono.just(Optional.empty())
                : copies.sale(sale)
                        .map(Optional::of)
                        .onErrorResume(Postgres.Away.class, e -> Mono.just(Optional.empty()))
                        .defaultIfEmpty(Optional.empty());
    }
}
