@NullMarked
package dev.fairgate.risk.label;

import org.jspecify.annotations.NullMarked;
