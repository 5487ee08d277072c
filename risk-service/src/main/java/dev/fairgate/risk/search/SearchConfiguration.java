package dev.fairgate.risk.search;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.cluster.CampaignMembers;
import dev.fairgate.risk.cluster.CampaignWatch;
import dev.fairgate.risk.export.NodeCalls;
import dev.fairgate.risk.export.Nodes;
import dev.fairgate.risk.label.DecisionLookup;
import dev.fairgate.risk.label.LabelLookup;
import dev.fairgate.risk.log.OwnLog;
import dev.fairgate.risk.model.KnownModels;
import dev.fairgate.risk.outcome.Fates;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    /// After that a node answers with what it has.
    private static final Duration TIME = Duration.ofSeconds(4);

    /// For the answer of another node: what it takes to bring that here too.
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @Bean
    Fleet fleet(OwnLog own, Nodes nodes, NodeCalls calls) {
        return new Fleet(own, nodes, calls::get, DEADLINE);
    }

    @Bean
    Searches searches(Fleet fleet) {
        return new Searches(fleet, TIME, System::nanoTime);
    }

    @Bean
    Explanations explanations(Fleet fleet, KnownModels models, LabelLookup labels, Fates fates) {
        return new Explanations(
                fleet, new Explanations.Known(models, labels, fates), TIME, System::nanoTime);
    }

    @Bean
    DecisionLookup decisionLookup(Explanations explanations, InstantSource clock) {
        return (id, authorization) -> explanations.isNone(id, clock.instant(), authorization);
    }

    @Bean
    Clusters clusters(
            CampaignWatch watch,
            CampaignMembers members,
            Cells cells,
            Fleet fleet,
            InstantSource clock) {
        return new Clusters(
                watch, members, cells, fleet, new Clusters.Times(TIME, clock, System::nanoTime));
    }
}
