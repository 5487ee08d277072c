@NullMarked
package dev.fairgate.sale.archive;

import org.jspecify.annotations.NullMarked;
