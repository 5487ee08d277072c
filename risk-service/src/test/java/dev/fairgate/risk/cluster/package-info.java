@NullMarked
package dev.fairgate.risk.cluster;

import org.jspecify.annotations.NullMarked;
