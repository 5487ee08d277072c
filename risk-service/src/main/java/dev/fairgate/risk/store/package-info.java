/// The risk store: one Redis that every node of this service shares, reached over one connection.
/// Start at [dev.fairgate.risk.store.RiskStore]. Invariant: every key has a time to live, because
/// no method and no script writes without one.
@NullMarked
package dev.fairgate.risk.store;

import org.jspecify.annotations.NullMarked;
