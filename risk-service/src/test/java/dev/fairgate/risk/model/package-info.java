@NullMarked
package dev.fairgate.risk.model;

import org.jspecify.annotations.NullMarked;
