@NullMarked
package dev.fairgate.risk.expression;

import org.jspecify.annotations.NullMarked;
