/// Limits: how often an account, a device, an address or a network may ask. Start at the port
/// [dev.fairgate.risk.limit.Limits]. Invariant: over any number of nodes on one store, a bucket
/// never gives out more than its capacity plus its refill.
@NullMarked
package dev.fairgate.risk.limit;

import org.jspecify.annotations.NullMarked;
