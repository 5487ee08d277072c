@NullMarked
package dev.fairgate.risk.store;

import org.jspecify.annotations.NullMarked;
