/// Client addresses: read strictly, and named at the prefix lengths that limits work on. Start at
/// [dev.fairgate.risk.network.ClientAddress]. Invariant: one address has one spelling, and no
/// input ever reaches a resolver.
@NullMarked
package dev.fairgate.risk.network;

import org.jspecify.annotations.NullMarked;
