package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.sale.SaleId;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// How far the archive is behind the ledger, as this node saw it last, over all sales.
@Component
public final class Backlog {

    private final long most;
    private volatile View view = new View(List.of());
    private volatile boolean full;

    Backlog(ArchiveSettings settings) {
        this.most = settings.backlog();
    }

    private record View(List<EventStreams.Behind> sales) {
        View {
            sales = List.copyOf(sales);
        }
    }

    /// Whether so many entries wait that nothing more may be sold. One volatile read.
    public boolean isFull() {
        return full;
    }

    void saw(List<EventStreams.Behind> sales) {
        view = new View(sales);
        full = entries() > most;
    }

    List<EventStreams.Behind> sales() {
        return view.sales();
    }

    /// Entries of one sale that are not acknowledged.
    public long of(SaleId sale) {
        return sales().stream()
                .filter(it -> it.sale().equals(sale))
                .mapToLong(it -> it.pending() + it.waiting())
                .sum();
    }

    /// Entries that are not acknowledged.
    long entries() {
        return sales().stream().mapToLong(it -> it.pending() + it.waiting()).sum();
    }

    /// When the oldest of them was written, ledger time.
    OptionalLong oldestMs() {
        return sales().stream().mapToLong(EventStreams.Behind::oldestMs).min();
    }
}
