package dev.fairgate.risk.limit;

import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    private static final Duration OUTCOME_DEADLINE = Duration.ofMillis(250);

    /// @param remembered buckets whose last state this node remembers
    /// @param localShare this node's share of every limit while the store does not answer
    ///     (LOCAL_QUOTA): 1 / number of nodes
    @ConfigurationProperties("fairgate.limits")
    record Settings(
            @DefaultValue("100000") int remembered, @DefaultValue("0.5") double localShare) {

        Settings {
            if (remembered < 1 || localShare <= 0 || localShare > 1) {
                throw new IllegalArgumentException(
                        "fairgate.limits: remembered is positive, local-share in (0, 1]");
            }
        }
    }

    @Bean
    NetworkOutcomes networkOutcomes(RiskStore store, ObjectProvider<NetworkMemory> networks) {
        return new NetworkOutcomes(store, OUTCOME_DEADLINE, memory(networks));
    }

    @Bean
    Limits limits(RiskStore store, Settings settings, ObjectProvider<NetworkMemory> networks) {
        return new Limits(
                store.clock()::nanos,
                settings.remembered(),
                settings.localShare(),
                memory(networks));
    }

    private static NetworkMemory memory(ObjectProvider<NetworkMemory> networks) {
        return networks.getIfAvailable(() -> NetworkMemory.NONE);
    }
}
