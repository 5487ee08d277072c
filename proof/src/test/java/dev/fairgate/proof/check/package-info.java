@NullMarked
package dev.fairgate.proof.check;

import org.jspecify.annotations.NullMarked;
