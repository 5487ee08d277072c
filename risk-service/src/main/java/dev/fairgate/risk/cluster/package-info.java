/// Campaigns over all nodes: each reports which accounts it saw, one at a time finds the clusters,
/// all know them. Start at [dev.fairgate.risk.cluster.CampaignWatch], which decisions ask, then at
/// [dev.fairgate.risk.cluster.CampaignRounds]. Invariant: nobody who decides waits for any of it.
@NullMarked
package dev.fairgate.risk.cluster;

import org.jspecify.annotations.NullMarked;
