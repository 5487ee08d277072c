@NullMarked
package dev.fairgate.risk.limit;

import org.jspecify.annotations.NullMarked;
