package dev.fairgate.sale.event;

import dev.fairgate.sale.sale.SaleId;
import java.util.Map;

/// One entry of a sale's event stream, as it was delivered.
///
/// @param id `<ms>-<n>`, in ledger time
public record Entry(SaleId sale, String id, Map<String, String> fields) {

    public Entry {
        fields = Map.copyOf(fields);
    }

    /// The millisecond in which the ledger wrote an entry with this id.
    public static long writtenAt(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }
}
