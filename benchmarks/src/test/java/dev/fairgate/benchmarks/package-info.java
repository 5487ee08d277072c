@NullMarked
package dev.fairgate.benchmarks;

import org.jspecify.annotations.NullMarked;
