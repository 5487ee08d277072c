/// The pages a buyer meets, rendered on the server in the buyer's language and complete without
/// JavaScript; the scripts of `resources/storefront/assets` make them live. Start at
/// [dev.fairgate.sale.storefront.SalePages]. Invariant: every form carries a CSRF token of its
/// session and comes from a page of this origin.
@NullMarked
package dev.fairgate.sale.storefront;

import org.jspecify.annotations.NullMarked;
