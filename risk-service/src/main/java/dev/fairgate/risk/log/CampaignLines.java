package dev.fairgate.risk.log;

import dev.fairgate.models.cluster.Snapshot;
import dev.fairgate.risk.cluster.CampaignListener;
import dev.fairgate.risk.log.CampaignLog.Cluster;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Takes down every snapshot of campaigns that this node decides by, but for one that is empty as
/// the one before was.
@Component
final class CampaignLines implements CampaignListener {

    private final CampaignLog log;
    private boolean lastWasEmpty = true;

    CampaignLines(CampaignLog log) {
        this.log = log;
    }

    /// On the one thread that finds campaigns.
    @Override
    public void installed(Snapshot snapshot) {
        List<Cluster> clusters =
                snapshot.clusters().stream()
                        .map(it -> new Cluster(it.id(), it.size(), it.tightness()))
                        .toList();
        if (!clusters.isEmpty() || !lastWasEmpty) {
            log.inForce(snapshot.id(), Instant.ofEpochMilli(snapshot.madeAtMs()), clusters);
        }
        lastWasEmpty = clusters.isEmpty();
    }
}
