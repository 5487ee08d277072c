/// Changing the policy while a sale runs: documents, presets, versions, and taking them back. Start
/// at [dev.fairgate.risk.tuning.Tuning]. Invariant: no document that has a fault is ever in force,
/// and no change of somebody else is overwritten unseen.
@NullMarked
package dev.fairgate.risk.tuning;

import org.jspecify.annotations.NullMarked;
