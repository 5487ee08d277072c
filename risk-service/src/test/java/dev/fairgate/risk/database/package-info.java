@NullMarked
package dev.fairgate.risk.database;

import org.jspecify.annotations.NullMarked;
