package dev.fairgate.risk.decision;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.captcha.Challenges;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.limit.Limits;
import dev.fairgate.risk.network.Networks;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.ticket.TicketSigner;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    /// @param deadline for all that one request needs of the store; below the 150 ms after which
    ///     the sale engine stops waiting
    @ConfigurationProperties("fairgate.decision")
    record Settings(@DefaultValue("120ms") Duration deadline) {}

    @Bean
    Rulebooks rulebooks(CurrentPolicy policy, Cells cells) {
        return new Rulebooks(policy, cells);
    }

    @Bean
    DecisionState decisionState(RiskStore store) {
        return new DecisionState(store);
    }

    @Bean
    Observer requestObserver(Cells cells, Networks networks) {
        return new Observer(cells, networks);
    }

    @Bean
    EvidenceTrips evidenceTrips(
            RiskStore store,
            Limits limits,
            Rulebooks rulebooks,
            Observer observer,
            CampaignView campaigns,
            Scoring scoring,
            Settings settings) {
        return new EvidenceTrips(
                store,
                limits,
                rulebooks,
                observer,
                Sources.of(campaigns, scoring),
                settings.deadline());
    }

    @Bean
    Steps decisionSteps(Challenges challenges, DecisionState state, TicketSigner signer) {
        UlidFactory ids = UlidFactory.newInstance(new SecureRandom());
        return new Steps(challenges, state, new DecisionMaker(signer, ids));
    }

    @Bean
    Assessments assessments(
            EvidenceTrips trips,
            RiskStore store,
            Steps steps,
            List<DecisionListener> listeners,
            Settings settings) {
        return new Assessments(trips, store, steps, listeners, settings.deadline());
    }

    @Bean
    WarmUp decisionWarmUp(
            RiskStore store,
            Limits limits,
            Rulebooks rulebooks,
            Observer observer,
            Steps steps,
            Scoring scoring,
            InstantSource clock) {
        Duration noHaste = Duration.ofSeconds(2);
        EvidenceTrips trips =
                new EvidenceTrips(
                        store,
                        limits,
                        rulebooks,
                        observer,
                        Sources.of(CampaignView.NONE, scoring),
                        noHaste);
        return new WarmUp(new Assessments(trips, store, steps, List.of(), noHaste), clock);
    }
}
