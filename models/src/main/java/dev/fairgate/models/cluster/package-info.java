/// Campaigns: accounts that move as one, found by density among those seen lately, wherever their
/// addresses lie. Start at [dev.fairgate.models.cluster.Campaigns]. Invariant: the same sightings
/// give the same snapshot, byte for byte, in whatever order they come.
@NullMarked
package dev.fairgate.models.cluster;

import org.jspecify.annotations.NullMarked;
