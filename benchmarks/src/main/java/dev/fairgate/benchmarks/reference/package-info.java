/// What Fairgate is measured against: bare WebFlux, and WebFlux that checks the token and takes a
/// unit without asking anybody. Start at [dev.fairgate.benchmarks.reference.UnguardedShop].
/// Invariant: the same token check, body and ledger as in the sale engine.
@NullMarked
package dev.fairgate.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
