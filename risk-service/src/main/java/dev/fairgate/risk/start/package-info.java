/// What has to be set before this service may face strangers, and what a first run on one's own
/// machine need not set. Start at [dev.fairgate.risk.start.ProductionRules]. Invariant: outside
/// profile `demo` nothing listens and no connection is opened before every rule holds.
@NullMarked
package dev.fairgate.risk.start;

import org.jspecify.annotations.NullMarked;
