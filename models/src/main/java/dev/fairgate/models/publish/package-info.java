/// Brings models to a running risk service: keys, signatures, stages.
@NullMarked
package dev.fairgate.models.publish;

import org.jspecify.annotations.NullMarked;
