/// Tests of the package of the same name.
@NullMarked
package dev.fairgate.risk.review;

import org.jspecify.annotations.NullMarked;
