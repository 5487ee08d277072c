/// What people say decisions were about: bot or human, by decision, order, payment or account.
/// Start at [dev.fairgate.risk.label.Labels]. Invariant: a label that was answered for is in
/// PostgreSQL, and what stands there goes to the listeners after it is, never before.
@NullMarked
package dev.fairgate.risk.label;

import org.jspecify.annotations.NullMarked;
