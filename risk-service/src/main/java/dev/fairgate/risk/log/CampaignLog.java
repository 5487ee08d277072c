package dev.fairgate.risk.log;

import java.time.Instant;
import java.util.List;

/// Takes down which campaigns decisions are made by, so that a decision of the past can be
/// explained: its `campaigns` names the snapshot.
public interface CampaignLog {

    /// A snapshot came into force on this node. Returns at once; of more than 1000 clusters the
    /// largest get into the log.
    void inForce(String snapshot, Instant madeAt, List<Cluster> clusters);

    /// One campaign.
    ///
    /// @param size accounts
    /// @param tightness in [0, 1]
    record Cluster(String id, int size, double tightness) {

        public Cluster {
            if (size < 1 || !(tightness >= 0 && tightness <= 1)) {
                throw new IllegalArgumentException(
                        "a cluster has members and a tightness from 0 to 1, not "
                                + size
                                + " and "
                                + tightness);
            }
        }
    }
}
