package dev.fairgate.sale.event;

import java.util.Map;

/// A sale as it stood after an admin's write.
///
/// @param revision of two events of a sale, the later has the higher
/// @param perAccountLimit units that one account may have
/// @param stockSeq the sale's count of changes
/// @param available units left after it
/// @param fields its whole hash in the ledger
public record SaleEvent(
        Entry entry,
        long revision,
        long allocation,
        int perAccountLimit,
        long stockSeq,
        long available,
        Map<String, String> fields) {

    public SaleEvent {
        fields = Map.copyOf(fields);
    }
}
