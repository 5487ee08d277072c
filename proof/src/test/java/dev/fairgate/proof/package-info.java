@NullMarked
package dev.fairgate.proof;

import org.jspecify.annotations.NullMarked;
