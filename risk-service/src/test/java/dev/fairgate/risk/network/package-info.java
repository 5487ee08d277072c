@NullMarked
package dev.fairgate.risk.network;

import org.jspecify.annotations.NullMarked;
