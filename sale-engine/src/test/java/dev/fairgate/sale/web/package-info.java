/// Tests of this feature.
@NullMarked
package dev.fairgate.sale.web;

import org.jspecify.annotations.NullMarked;
