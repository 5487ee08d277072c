@NullMarked
package dev.fairgate.benchmarks.arena.motion;

import org.jspecify.annotations.NullMarked;
