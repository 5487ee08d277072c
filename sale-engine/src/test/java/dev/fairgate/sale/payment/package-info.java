@NullMarked
package dev.fairgate.sale.payment;

import org.jspecify.annotations.NullMarked;
