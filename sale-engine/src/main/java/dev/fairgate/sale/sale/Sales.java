package dev.fairgate.sale.sale;

import java.util.List;
import java.util.Map;
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

    /// Stops purchases of a sale whose units cannot be vouched for, until it is written anew or an
    /// admin resumes it. What an admin has paused stays so.
    Mono<Void> withhold(SaleId id);

    /// Begins to write a sale anew that the ledger has lost: it is there again and sells nothing
    /// until [#endRestore].
    ///
    /// @param fields its whole hash as an event told it
    Mono<Void> beginRestore(SaleId id, Map<String, String> fields);

    /// Ends it: these units are held and sold, the others on sale, paused or not as it was.
    ///
    /// @param stockSeq higher than any that was ever seen of it
    Mono<Void> endRestore(SaleId id, long held, long sold, boolean paused, long stockSeq);

    /// Names the life of this ledger, and gives it a name when it has none; another value means
    /// another data set.
    Mono<String> epoch();

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
    /// @param stockSeq the sale's count of changes
    /// @param ledgerEpoch see [#epoch]
    record Counters(
            long allocation,
            long available,
            long held,
            long sold,
            long stockSeq,
            String ledgerEpoch) {

        public boolean balanced() {
            return allocation == available + held + sold && available >= 0;
        }

        /// Reads the counters in the order of the components.
        static Counters of(List<Long> all, String epoch) {
            return new Counters(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), epoch);
        }
    }
}
