@NullMarked
package dev.fairgate.proof.crash;

import org.jspecify.annotations.NullMarked;
