@NullMarked
package dev.fairgate.risk.list;

import org.jspecify.annotations.NullMarked;
