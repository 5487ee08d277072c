/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.ledger;

import org.jspecify.annotations.NullMarked;
