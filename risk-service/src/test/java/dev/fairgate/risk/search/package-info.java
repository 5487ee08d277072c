/// Tests of searching and explaining.
@NullMarked
package dev.fairgate.risk.search;

import org.jspecify.annotations.NullMarked;
