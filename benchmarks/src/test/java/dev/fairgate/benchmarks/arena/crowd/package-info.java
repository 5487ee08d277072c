@NullMarked
package dev.fairgate.benchmarks.arena.crowd;

import org.jspecify.annotations.NullMarked;
