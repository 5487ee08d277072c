package dev.fairgate.proof.history;

/// What the ledger's stream said of an order, seen while the run went on.
///
/// @param stockSeq the ledger's own order of what changed the stock; unique in a sale
/// @param available units left after it
/// @param seen when it was read from the stream, in nanoseconds since the history began: it
///     happened before
public record Event(
        long stockSeq, String order, int quantity, Status status, long available, long seen) {

    /// An admin's change of the sale, which takes a number too and moves the stock as it likes.
    public static Event ofSale(long stockSeq, long available, long seen) {
        return new Event(stockSeq, "", 0, Status.HELD, available, seen);
    }

    /// Whether it is of the sale itself: then nothing but its number and `available` says anything.
    public boolean isOfSale() {
        return order.isEmpty();
    }
}
