@NullMarked
package dev.fairgate.risk.export;

import org.jspecify.annotations.NullMarked;
