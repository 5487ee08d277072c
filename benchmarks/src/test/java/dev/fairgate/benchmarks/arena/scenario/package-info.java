@NullMarked
package dev.fairgate.benchmarks.arena.scenario;

import org.jspecify.annotations.NullMarked;
