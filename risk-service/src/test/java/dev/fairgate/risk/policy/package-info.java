@NullMarked
package dev.fairgate.risk.policy;

import org.jspecify.annotations.NullMarked;
