/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.admission;

import org.jspecify.annotations.NullMarked;
