package dev.fairgate.risk.decision;

import dev.fairgate.risk.list.CurrentLists;

/// What a node knows about requests without asking the store.
///
/// @param campaigns accounts that move alike
/// @param rushes who else asks for the same sale
/// @param scoring what models say
/// @param lists how people want buyers to be treated
record Sources(CampaignView campaigns, Rushes rushes, Scoring scoring, CurrentLists lists) {

    static Sources of(CampaignView campaigns, Scoring scoring, CurrentLists lists) {
        return new Sources(campaigns, new Rushes(), scoring, lists);
    }
}
