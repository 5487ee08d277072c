@NullMarked
package dev.fairgate.risk.decision;

import org.jspecify.annotations.NullMarked;
