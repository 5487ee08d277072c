@NullMarked
package dev.fairgate.risk.challenge;

import org.jspecify.annotations.NullMarked;
