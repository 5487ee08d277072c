package dev.fairgate.risk.label;

import java.util.List;
import reactor.core.publisher.Mono;

/// Keeps labels. Of what one source says about one thing only the last word is kept: what stands
/// is what everybody asks for, one row each bounds the table, and the decision log has the earlier
/// ones.
///
/// Every call errors with [Away] while the database is; then nobody knows whether labels were
/// taken, and giving them again is always right.
interface LabelStore {

    /// Takes labels, all of them or none.
    ///
    /// @param said of each source and thing at most one
    /// @param by whoever gives them
    Mono<Taking> take(List<Said> said, String by);

    /// The same, without taking them.
    Mono<Taking> weigh(List<Said> said, String by);

    /// Labels that stand, the last taken first.
    ///
    /// @param most at most one more than [LabelQuery#MOST]
    Mono<List<Place>> find(LabelQuery query, int most);

    /// A label at its place in the order in which labels were taken.
    record Place(Standing standing, LabelCursor cursor) {}

    /// The same call may work later.
    final class Away extends RuntimeException {
        Away(String why) {
            super(why, null, false, false);
        }
    }
}
