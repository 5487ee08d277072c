package dev.fairgate.sale.ledger;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lettuce as a ledger needs it. Its defaults queue without bound while disconnected and send again
/// what was not answered; a `DECR` would be applied twice.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    private static final Duration RECONNECT_AT_MOST = Duration.ofMillis(250);

    @Bean
    LettuceClientOptionsBuilderCustomizer ledgerClientOptions(LedgerSettings settings) {
        return options ->
                options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(settings.requestQueue())
                        .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(settings.commandTimeout())
                                        .build());
    }

    @Bean
    ClientResourcesBuilderCustomizer ledgerReconnect() {
        return resources ->
                resources.reconnectDelay(
                        Delay.exponential(
                                Duration.ofMillis(20),
                                RECONNECT_AT_MOST,
                                2,
                                java.util.concurrent.TimeUnit.MILLISECONDS));
    }
}
