@NullMarked
package dev.fairgate.proof.simulate.redis;

import org.jspecify.annotations.NullMarked;
