package dev.fairgate.sale.sale;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// This node's view of all sales: what answers "unknown, not open, paused, sold out" without I/O.
///
/// It is fed by three sources, of which any one may fail: answers of the node's own commits, a
/// re-read every 500 ms, and announcements that only hasten the re-read. A view of the stock is
/// never replaced by an older one, so a late message cannot turn the clock back. Bounded by
/// [Sales#MAX_SALES].
public final class SaleBoard {

    private final Map<SaleId, Sale> sales = new ConcurrentHashMap<>();

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

    /// Takes over a complete reading: sales that are gone disappear, the rest keep the later stock.
    public void replaceAll(Collection<Sale> read) {
        Map<SaleId, Sale> byId =
                read.stream().collect(Collectors.toMap(Sale::id, Function.identity()));
        byId.values().forEach(this::put);
        sales.keySet().retainAll(byId.keySet());
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
