package dev.fairgate.risk.cluster;

import dev.fairgate.models.cluster.Membership;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Positions;
import dev.fairgate.risk.decision.CampaignView;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Weighed;
import org.springframework.stereotype.Component;

/// Shows campaigns to decisions, and decisions to whoever looks for campaigns.
@Component
final class CampaignDecisions implements CampaignView, DecisionListener {

    private final CampaignWatch watch;
    private final Cells cells;

    CampaignDecisions(CampaignWatch watch, Cells cells) {
        this.watch = watch;
        this.cells = cells;
    }

    @Override
    public Campaign of(float[] position) {
        if (position.length == 0) {
            return Campaign.NONE;
        }
        return switch (watch.snapshot().nearest(position)) {
            case Membership.Member(var cluster) ->
                    new Campaign(cluster.size(), cluster.tightness());
            case Membership.Stranger _ -> Campaign.NONE;
        };
    }

    @Override
    public String snapshot() {
        return watch.snapshot().id();
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        float[] position = Positions.of(weighed.observed().request());
        if (position.length > 0) {
            watch.saw(
                    cells.hash(weighed.request().accountId()),
                    weighed.observed().request().at(),
                    position);
        }
    }
}
