package dev.fairgate.risk.cluster;

import dev.fairgate.models.cluster.Snapshot;

/// Hears of every snapshot that this node decides by from now on.
public interface CampaignListener {

    /// A snapshot was installed, also one without clusters. Called on the thread that finds
    /// campaigns, which it must not hold up.
    void installed(Snapshot snapshot);
}
