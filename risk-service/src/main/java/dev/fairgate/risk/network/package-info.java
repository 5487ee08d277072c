/// Client addresses, read strictly and named at the prefix lengths that limits work on, and what is
/// known about the networks they belong to. Start at [dev.fairgate.risk.network.ClientAddress] and
/// [dev.fairgate.risk.network.Networks]. Invariant: one address has one spelling, no input ever
/// reaches a resolver, and a network of which nothing is known is unknown, never refused.
@NullMarked
package dev.fairgate.risk.network;

import org.jspecify.annotations.NullMarked;
