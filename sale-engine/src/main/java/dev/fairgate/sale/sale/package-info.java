/// What is on sale: terms, window, price, stock as this node knows it. Start at
/// [dev.fairgate.sale.sale.SaleBoard], the local view that answers public facts without I/O; the
/// truth is in the ledger, written by [dev.fairgate.sale.sale.Sales]. Invariant: a view of the
/// stock is replaced only by one with a higher `stockSeq`.
@NullMarked
package dev.fairgate.sale.sale;

import org.jspecify.annotations.NullMarked;
