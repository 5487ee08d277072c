package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.sale.SaleId;
import java.util.Map;

/// A sale as PostgreSQL has it.
///
/// @param stockSeq of the latest event in it
/// @param available what that event said
/// @param deadLetters events of it that could not be stored
/// @param fields the ledger's hash as an event told it
record SaleCopy(
        SaleId sale,
        long allocation,
        long held,
        long sold,
        long stockSeq,
        long available,
        long deadLetters,
        Map<String, String> fields) {

    SaleCopy {
        fields = Map.copyOf(fields);
    }

    /// Whether no event up to the latest is missing: its own word about the units fits their sum.
    boolean isWhole() {
        return deadLetters == 0 && allocation - held - sold == available;
    }
}
