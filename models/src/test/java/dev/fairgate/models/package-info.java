@NullMarked
package dev.fairgate.models;

import org.jspecify.annotations.NullMarked;
