@NullMarked
package dev.fairgate.risk.tuning;

import org.jspecify.annotations.NullMarked;
