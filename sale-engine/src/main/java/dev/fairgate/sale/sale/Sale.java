package dev.fairgate.sale.sale;

import java.time.Instant;

/// A sale as read from the ledger.
///
/// @param termsVersion compared by the commit; grows when window, price or limit change
/// @param revision grows with every write by an admin; what `If-Match` is compared with
public record Sale(
        SaleId id,
        SaleTerms terms,
        boolean paused,
        long termsVersion,
        long revision,
        StockView stock) {

    /// What a buyer meets at this moment. Paused stands before everything but the end.
    public SaleStatus status(Instant now) {
        if (!now.isBefore(terms.closesAt())) {
            return SaleStatus.CLOSED;
        }
        if (paused) {
            return SaleStatus.PAUSED;
        }
        if (now.isBefore(terms.opensAt())) {
            return SaleStatus.UPCOMING;
        }
        return stock.available() == 0 ? SaleStatus.SOLD_OUT : SaleStatus.OPEN;
    }

    /// The same sale with a view of the stock that may be later.
    public Sale seen(StockView view) {
        return view.stockSeq() > stock.stockSeq()
                ? new Sale(id, terms, paused, termsVersion, revision, view)
                : this;
    }
}
