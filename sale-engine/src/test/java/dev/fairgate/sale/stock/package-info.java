/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.stock;

import org.jspecify.annotations.NullMarked;
