/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.order;

import org.jspecify.annotations.NullMarked;
