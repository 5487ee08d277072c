@NullMarked
package dev.fairgate.risk.replica;

import org.jspecify.annotations.NullMarked;
