@NullMarked
package dev.fairgate.risk;

import org.jspecify.annotations.NullMarked;
