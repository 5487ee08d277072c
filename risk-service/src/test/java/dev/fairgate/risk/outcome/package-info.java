@NullMarked
package dev.fairgate.risk.outcome;

import org.jspecify.annotations.NullMarked;
