package dev.fairgate.sale.sale;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The port to the ledger's sales. Every call has a deadline and errors when the ledger is away.
public interface Sales {

    /// All sales, at most [#MAX_SALES].
    Flux<Sale> all();

    /// One sale, empty when there is none.
    Mono<Sale> find(SaleId id);

    /// Creates a sale.
    Mono<Written> create(SaleId id, SaleTerms terms);

    /// Changes a sale when its revision is still `revision`.
    Mono<Written> replace(SaleId id, SaleTerms terms, long revision);

    /// Stops or resumes purchases; payments go on.
    Mono<Written> pause(SaleId id, boolean paused);

    /// Counters of one moment, read in one atomic step.
    Mono<Counters> counters(SaleId id);

    /// How many sales one ledger carries: each is re-read twice a second by every node.
    int MAX_SALES = 1000;

    /// What became of an admin's write.
    sealed interface Written {
        /// In force.
        record Done(Sale sale) implements Written {}

        /// There is such a sale already, or [#MAX_SALES] of them (`full`).
        record Exists(boolean full) implements Written {}

        /// There is no such sale.
        record Missing() implements Written {}

        /// Somebody else changed it meanwhile.
        record Stale() implements Written {}

        /// Fewer units than are held and sold.
        record BelowTaken() implements Written {}
    }

    /// The balance of one sale: `allocation == available + held + sold`, always.
    ///
    /// @param ledgerEpoch names the life of this ledger; another value means another data set
    record Counters(
            long allocation, long available, long held, long sold, @Nullable String ledgerEpoch) {

        public boolean balanced() {
            return allocation == available + held + sold && available >= 0;
        }

        /// Reads the four counters in the order of the components.
        static Counters of(List<Long> four, @Nullable String epoch) {
            return new Counters(four.get(0), four.get(1), four.get(2), four.get(3), epoch);
        }
    }
}
