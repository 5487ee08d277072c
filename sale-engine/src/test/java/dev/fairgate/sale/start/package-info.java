@NullMarked
package dev.fairgate.sale.start;

import org.jspecify.annotations.NullMarked;
