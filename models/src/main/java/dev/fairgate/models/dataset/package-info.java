/// Makes datasets to train on: of the lines of decision logs, joined with what became of the
/// decisions and with what people say that they were about. Start at
/// [dev.fairgate.models.dataset.Dataset]. Invariant: a row has the very numbers that its decision
/// was made from, and nothing that was known later is among them.
@NullMarked
package dev.fairgate.models.dataset;

import org.jspecify.annotations.NullMarked;
