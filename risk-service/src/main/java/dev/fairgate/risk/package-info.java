/// The risk service: answers allow, challenge or block for every purchase. One flat package per
/// feature; start at [dev.fairgate.risk.RiskServiceApplication], then at the package `decision`.
/// Invariant: no state in this process outlives it, so that any number of nodes may run.
@NullMarked
package dev.fairgate.risk;

import org.jspecify.annotations.NullMarked;
