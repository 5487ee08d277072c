package dev.fairgate.sale.sale;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// This node's view of all sales: what answers "unknown, not open, paused, sold out" without I/O.
///
/// It is fed by answers of the node's own commits and by a re-read every 400 ms; no message has to
/// arrive for it. A view of the stock is never replaced by an older one, so a late answer cannot
/// turn the clock back. Bounded by [Sales#MAX_SALES].
public final class SaleBoard {

    private final Map<SaleId, Sale> sales = new ConcurrentHashMap<>();

    /// How those stood that disappeared from the ledger.
    private final Map<SaleId, StockView> gone = new ConcurrentHashMap<>();

    private volatile boolean loaded;

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

    /// The sales this node knows.
    List<SaleId> ids() {
        return List.copyOf(sales.keySet());
    }

    /// Takes over a complete reading: the later stock stays, and sales that are gone disappear. A
    /// sale that was not known when the reading began is not gone but new.
    ///
    /// @param known [#ids()] before the reading began
    void replaceAll(Collection<SaleId> known, Collection<Sale> read) {
        Set<SaleId> missing = new HashSet<>(known);
        read.forEach(sale -> missing.remove(sale.id()));
        missing.forEach(this::forget);
        read.forEach(this::put);
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
