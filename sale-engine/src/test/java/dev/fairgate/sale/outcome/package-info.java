/// Tests of the package of the same name.
@NullMarked
package dev.fairgate.sale.outcome;

import org.jspecify.annotations.NullMarked;
