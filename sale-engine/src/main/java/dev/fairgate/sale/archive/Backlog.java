package dev.fairgate.sale.archive;

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

    /// One sale with entries that are not acknowledged.
    ///
    /// @param pending of them, delivered before
    /// @param waiting of them, never delivered
    /// @param oldestMs ledger time at which the oldest was written
    record Behind(SaleId sale, long pending, long waiting, long oldestMs) {}

    private record View(List<Behind> sales) {
        View {
            sales = List.copyOf(sales);
        }
    }

    /// Whether so many entries wait that nothing more may be sold. One volatile read.
    public boolean isFull() {
        return full;
    }

    void saw(List<Behind> sales) {
        view = new View(sales);
        full = entries() > most;
    }

    List<Behind> sales() {
        return view.sales();
    }

    /// Entries that are not acknowledged.
    long entries() {
        return sales().stream().mapToLong(it -> it.pending() + it.waiting()).sum();
    }

    /// When the oldest of them was written, ledger time.
    OptionalLong oldestMs() {
        return sales().stream().mapToLong(Behind::oldestMs).min();
    }
}
