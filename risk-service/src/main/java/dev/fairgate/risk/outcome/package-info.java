/// What became of decisions: held, paid, lapsed and so on, reported by the sale engine and by
/// analysts, counted per account and written to the log. Start at
/// [dev.fairgate.risk.outcome.Outcomes]. Invariant: an outcome of a decision counts once, however
/// often, in whatever order and to whichever node it is reported.
@NullMarked
package dev.fairgate.risk.outcome;

import org.jspecify.annotations.NullMarked;
