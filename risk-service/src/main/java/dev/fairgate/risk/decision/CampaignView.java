package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Known.Campaign;

/// What decisions see of campaigns.
public interface CampaignView {

    /// Nobody looks for campaigns.
    CampaignView NONE = new Nobody();

    /// The campaign whose members move like a request at this position.
    Campaign of(float[] position);

    /// Which snapshot [#of(float[])] looks at.
    String snapshot();

    /// See [#NONE].
    final class Nobody implements CampaignView {
        private Nobody() {}

        @Override
        public Campaign of(float[] position) {
            return Campaign.NONE;
        }

        @Override
        public String snapshot() {
            return "none";
        }
    }
}
