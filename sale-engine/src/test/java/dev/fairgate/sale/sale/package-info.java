/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.sale;

import org.jspecify.annotations.NullMarked;
