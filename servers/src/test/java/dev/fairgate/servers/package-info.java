@NullMarked
package dev.fairgate.servers;

import org.jspecify.annotations.NullMarked;
