package dev.fairgate.sale.sale;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// This node's view of all sales: what answers "unknown, not open, paused, sold out" without I/O.
///
/// It is fed by answers of the node's own commits and by a re-read every 400 ms; no message has to
/// arrive for it. A view of the stock is never replaced by an older one, so a late answer cannot
/// turn the clock back. Bounded by [Sales#MAX_SALES].
public final class SaleBoard {

    /// A reading every 400 ms keeps the board younger than a second; one that is late in a rush is
    /// no outage yet, several are.
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Map<SaleId, Sale> sales = new ConcurrentHashMap<>();

    /// How those stood that disappeared from the ledger.
    private final Map<SaleId, StockView> gone = new ConcurrentHashMap<>();

    private final LongSupplier nanoTime;

    /// When the last complete reading began.
    private volatile long readAt;

    private volatile boolean loaded;

    /// @param nanoTime as [System#nanoTime]
    public SaleBoard(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// A complete reading that has begun.
    ///
    /// @param known sales before it
    record Reading(List<SaleId> known, long begunAt) {
        Reading {
            known = List.copyOf(known);
        }
    }

    /// How long ago the ledger was as it is shown here, or was later. A node that cannot read the
    /// ledger grows old.
    public Duration age() {
        return Duration.ofNanos(nanoTime.getAsLong() - readAt);
    }

    /// Whether what passes, such as "sold out", may be told for true.
    public boolean isFresh() {
        return loaded && nanoTime.getAsLong() - readAt <= FRESH.toNanos();
    }

    /// Whether the ledger's sales were read at least once; before that, an unknown sale may exist.
    public boolean isLoaded() {
        return loaded;
    }

    /// The sale as this node knows it.
    public Optional<Sale> find(SaleId id) {
        return Optional.ofNullable(sales.get(id));
    }

    /// All sales, the next to open last.
    public List<Sale> all() {
        return sales.values().stream()
                .sorted(
                        Comparator.comparing((Sale sale) -> sale.terms().opensAt())
                                .thenComparing(sale -> sale.id().value()))
                .toList();
    }

    /// Begins a complete reading.
    Reading begin() {
        return new Reading(List.copyOf(sales.keySet()), nanoTime.getAsLong());
    }

    /// Takes over a complete reading: the later stock stays, and sales that are gone disappear. A
    /// sale that was not known when the reading began is not gone but new.
    void replaceAll(Reading reading, Collection<Sale> read) {
        Set<SaleId> missing = new HashSet<>(reading.known());
        read.forEach(sale -> missing.remove(sale.id()));
        missing.forEach(this::forget);
        read.forEach(this::put);
        readAt = reading.begunAt();
        loaded = true;
    }

    private void forget(SaleId id) {
        Sale last = sales.remove(id);
        if (last != null && gone.size() < Sales.MAX_SALES) {
            gone.put(id, last.stock());
        }
    }

    /// The latest view of a sale's stock that this node ever had, also when the sale is not in the
    /// ledger any more.
    public Optional<StockView> lastSeen(SaleId id) {
        return find(id).map(Sale::stock).or(() -> Optional.ofNullable(gone.get(id)));
    }

    /// Takes over one sale, unless a later revision is here.
    public void put(Sale sale) {
        sales.merge(
                sale.id(),
                sale,
                (known, read) ->
                        read.revision() >= known.revision()
                                ? read.seen(known.stock())
                                : known.seen(read.stock()));
    }

    /// Takes over a view of the stock, unless a later one is here.
    public void see(SaleId id, StockView view) {
        sales.computeIfPresent(id, (same, known) -> known.seen(view));
    }
}
