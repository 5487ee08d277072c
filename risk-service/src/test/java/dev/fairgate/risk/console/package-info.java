@NullMarked
package dev.fairgate.risk.console;

import org.jspecify.annotations.NullMarked;
