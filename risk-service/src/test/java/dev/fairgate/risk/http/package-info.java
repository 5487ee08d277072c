@NullMarked
package dev.fairgate.risk.http;

import org.jspecify.annotations.NullMarked;
