package dev.fairgate.risk.outcome;

import dev.fairgate.risk.limit.NetworkOutcomes;
import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {

    /// @param deadline for one call to the store: it has all of a batch, on a cluster those of one
    ///     slot, and then a batch of 256 accounts makes 32 calls at a time and ends within eight
    @ConfigurationProperties("fairgate.outcomes")
    record Settings(@DefaultValue("250ms") Duration deadline) {}

    @Bean
    RedisOutcomeStore outcomeStore(RiskStore store, Settings settings) {
        return new RedisOutcomeStore(store, settings.deadline());
    }

    @Bean
    Outcomes outcomes(
            OutcomeStore store,
            NetworkOutcomes networks,
            List<OutcomeListener> listeners,
            InstantSource clock) {
        return new Outcomes(store, NetworkLearning.with(networks), listeners, clock);
    }
}
