@NullMarked
package dev.fairgate.risk.ticket;

import org.jspecify.annotations.NullMarked;
