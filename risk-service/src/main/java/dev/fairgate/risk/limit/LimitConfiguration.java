package dev.fairgate.risk.limit;

import dev.fairgate.risk.store.RiskStore;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /// @param timeout after which the buckets of a request count as unknown
    @ConfigurationProperties("fairgate.limits")
    record Settings(@DefaultValue("100ms") Duration timeout) {}

    @Bean
    Limits limits(RiskStore store, Settings settings) {
        return new Bucket4jLimits(store, TimeMeter.SYSTEM_MILLISECONDS, settings.timeout());
    }
}
