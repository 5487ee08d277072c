/// Tests of the package of the same name.
@NullMarked
package dev.fairgate.sale.reconcile;

import org.jspecify.annotations.NullMarked;
