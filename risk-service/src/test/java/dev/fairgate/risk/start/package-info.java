@NullMarked
package dev.fairgate.risk.start;

import org.jspecify.annotations.NullMarked;
