/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.storefront;

import org.jspecify.annotations.NullMarked;
