@NullMarked
package dev.fairgate.risk.learned;

import org.jspecify.annotations.NullMarked;
