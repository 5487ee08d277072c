@NullMarked
package dev.fairgate.risk.preview;

import org.jspecify.annotations.NullMarked;
