@NullMarked
package dev.fairgate.risk.log;

import org.jspecify.annotations.NullMarked;
