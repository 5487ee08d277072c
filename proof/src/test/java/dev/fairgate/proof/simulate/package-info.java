@NullMarked
package dev.fairgate.proof.simulate;

import org.jspecify.annotations.NullMarked;
