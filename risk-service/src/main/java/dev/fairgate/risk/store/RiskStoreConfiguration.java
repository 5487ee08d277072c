package dev.fairgate.risk.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// How this service talks to Redis. Lettuce's defaults queue without bound, wait for ever and
/// re-send commands whose reply was lost; none of that is wanted beside a deadline.
@Configuration(proxyBeanMethods = false)
class RiskStoreConfiguration {

    private static final int COMMANDS_WAITING = 16_384;

    /// @param commandTimeout after which a single command counts as lost
    /// @param connectTimeout after which an attempt to connect is given up
    /// @param reconnectDelay between two attempts to bring a lost connection back
    @ConfigurationProperties("fairgate.store")
    record Settings(
            @DefaultValue("250ms") Duration commandTimeout,
            @DefaultValue("250ms") Duration connectTimeout,
            @DefaultValue("100ms") Duration reconnectDelay) {}

    @Bean
    LettuceClientOptionsBuilderCustomizer riskStoreOptions(Settings settings) {
        return options -> bound(options, settings);
    }

    @Bean
    ClientResourcesBuilderCustomizer riskStoreReconnects(Settings settings) {
        return resources -> resources.reconnectDelay(Delay.constant(settings.reconnectDelay()));
    }

    @Bean
    RiskStore riskStore(LettuceConnectionFactory connections) {
        return new RiskStore(connections::getRequiredNativeClient, new StoreClock());
    }

    private static void bound(ClientOptions.Builder options, Settings settings) {
        options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(COMMANDS_WAITING)
                .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(settings.connectTimeout())
                                .keepAlive(true)
                                .build());
    }
}
