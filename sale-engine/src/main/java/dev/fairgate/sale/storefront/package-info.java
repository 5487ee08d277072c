/// The pages a buyer meets, rendered on the server and complete without JavaScript; the script of
/// `resources/storefront/assets` makes them live. Start at
/// [dev.fairgate.sale.storefront.SalePages]. Invariant: every form carries a CSRF token of its
/// session and comes from a page of this origin.
@NullMarked
package dev.fairgate.sale.storefront;

import org.jspecify.annotations.NullMarked;
