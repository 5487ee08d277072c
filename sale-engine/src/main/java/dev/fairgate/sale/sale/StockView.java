package dev.fairgate.sale.sale;

/// The stock at one moment of the ledger.
///
/// @param stockSeq grows with every change of the counters; orders views, is never compared by a
///     commit
/// @param available units that can be taken
public record StockView(long stockSeq, long available) {}
