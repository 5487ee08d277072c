@NullMarked
package dev.fairgate.benchmarks.arena.report;

import org.jspecify.annotations.NullMarked;
