@NullMarked
package dev.fairgate.benchmarks.strategy;

import org.jspecify.annotations.NullMarked;
