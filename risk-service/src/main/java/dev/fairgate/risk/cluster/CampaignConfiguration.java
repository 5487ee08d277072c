package dev.fairgate.risk.cluster;

import dev.fairgate.models.cluster.Campaigns;
import dev.fairgate.risk.cluster.RedisCampaignStore.Times;
import dev.fairgate.risk.rounds.RoundThread;
import dev.fairgate.risk.store.RiskStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /// A node that is gone holds up the others for so many rounds.
    private static final int LEASE_ROUNDS = 3;

    /// For so many rounds without a new one, a snapshot is trusted.
    private static final int TRUSTED_ROUNDS = 15;

    /// @param enabled whether this node takes part
    /// @param every how often clusters are found; nodes report and take over twice as often
    /// @param window how long an account that was seen counts
    /// @param radius how far apart two accounts may be that do the same
    /// @param minimumMembers how many accounts within one radius make a cluster
    @ConfigurationProperties("fairgate.campaigns")
    record Settings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2s") Duration every,
            @DefaultValue("10m") Duration window,
            @DefaultValue("0.9") double radius,
            @DefaultValue("8") int minimumMembers) {

        Settings {
            if (every.compareTo(Duration.ofMillis(100)) < 0
                    || every.compareTo(Duration.ofMinutes(1)) > 0
                    || window.compareTo(every) < 0
                    || window.compareTo(Duration.ofSeconds(1)) < 0
                    || window.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "fairgate.campaigns: every is 100ms to 1m, window 1s to 1h and no less");
            }
        }

        Campaigns campaigns() {
            return new Campaigns(new Campaigns.Settings(radius, minimumMembers, window));
        }

        Times times() {
            return new Times(DEADLINE, window, trusted(), every.multipliedBy(LEASE_ROUNDS));
        }

        Duration trusted() {
            return every.multipliedBy(TRUSTED_ROUNDS);
        }
    }

    /// Counts what was not reported as `fairgate.campaigns.dropped`, and shows the clusters and
    /// the accounts in them as `fairgate.campaigns.clusters` and `.members`.
    @Bean
    CampaignWatch campaignWatch(Settings settings, RiskStore store, MeterRegistry registry) {
        CampaignWatch watch =
                new CampaignWatch(
                        settings.enabled(),
                        settings.trusted(),
                        millis(store),
                        registry.counter("fairgate.campaigns.dropped"));
        registry.gauge("fairgate.campaigns.clusters", watch, it -> it.snapshot().clusters().size());
        registry.gauge("fairgate.campaigns.members", watch, it -> it.snapshot().members());
        return watch;
    }

    /// Reads only: the name of its node is nobody's.
    @Bean
    CampaignMembers campaignMembers(Settings settings, RiskStore store) {
        return new CampaignMembers(
                new RedisCampaignStore(store, "", settings.times()), settings.window());
    }

    /// Times each clustering of this node as `fairgate.campaigns.seconds`.
    @Bean
    @ConditionalOnBooleanProperty(name = "fairgate.campaigns.enabled", matchIfMissing = true)
    RoundThread campaignThread(
            CampaignWatch watch,
            RiskStore store,
            ObjectProvider<CampaignListener> listeners,
            Settings settings,
            MeterRegistry registry) {
        String node = UUID.randomUUID().toString();
        CampaignRounds rounds =
                new CampaignRounds(
                        watch,
                        new RedisCampaignStore(store, node, settings.times()),
                        settings.campaigns(),
                        listeners.orderedStream().toList(),
                        registry.timer("fairgate.campaigns.seconds"),
                        millis(store),
                        settings.trusted().dividedBy(3));
        return new RoundThread("campaigns", rounds, settings.every().dividedBy(2));
    }

    private static LongSupplier millis(RiskStore store) {
        return () -> TimeUnit.NANOSECONDS.toMillis(store.clock().nanos());
    }
}
