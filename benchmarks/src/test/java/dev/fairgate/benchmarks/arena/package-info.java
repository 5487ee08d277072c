@NullMarked
package dev.fairgate.benchmarks.arena;

import org.jspecify.annotations.NullMarked;
