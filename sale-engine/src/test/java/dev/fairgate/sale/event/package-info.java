/// Tests of the package of the same name.
@NullMarked
package dev.fairgate.sale.event;

import org.jspecify.annotations.NullMarked;
