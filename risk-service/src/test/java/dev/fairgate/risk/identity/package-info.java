@NullMarked
package dev.fairgate.risk.identity;

import org.jspecify.annotations.NullMarked;
