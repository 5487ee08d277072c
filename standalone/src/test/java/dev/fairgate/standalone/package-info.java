@NullMarked
package dev.fairgate.standalone;

import org.jspecify.annotations.NullMarked;
