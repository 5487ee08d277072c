package dev.fairgate.risk.decision;

/// What a node knows about requests without asking the store.
///
/// @param campaigns accounts that move alike
/// @param rushes who else asks for the same sale
/// @param scoring what models say
record Sources(CampaignView campaigns, Rushes rushes, Scoring scoring) {

    static Sources of(CampaignView campaigns, Scoring scoring) {
        return new Sources(campaigns, new Rushes(), scoring);
    }
}
