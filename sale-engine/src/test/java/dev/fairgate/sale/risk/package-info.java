/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.risk;

import org.jspecify.annotations.NullMarked;
