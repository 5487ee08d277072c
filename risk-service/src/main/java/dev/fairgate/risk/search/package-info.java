/// Decisions of the past for people: found by what they have in common, explained one by one, and
/// the campaigns that are under way. Start at [dev.fairgate.risk.search.Searches], which asks this
/// node's log and those of the others at once, then at [dev.fairgate.risk.search.Explanations].
/// Invariant: a page goes on where the one before ended on every node, whatever is written
/// meanwhile; a node that did not answer, and time that ran out, are told in the answer.
@NullMarked
package dev.fairgate.risk.search;

import org.jspecify.annotations.NullMarked;
