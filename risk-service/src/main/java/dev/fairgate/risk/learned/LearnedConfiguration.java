package dev.fairgate.risk.learned;

import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.rounds.RoundThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// All of it, or without a database none.
@Configuration(proxyBeanMethods = false)
@Conditional(Postgres.IsNamed.class)
class LearnedConfiguration {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /// At least so often somebody looks whether something is due.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// @param every how often a node writes what it has learned of networks
    @ConfigurationProperties("fairgate.learned")
    record Settings(@DefaultValue("1m") Duration every) {

        Settings {
            if (every.compareTo(SHORTEST) < 0 || every.compareTo(Duration.ofHours(1)) > 0) {
                throw new RefusedToStart("fairgate.learned.every is 100ms to 1h.");
            }
        }
    }

    /// Shows the networks that this node knows, those that wait to be written, and those that
    /// found no room, as `fairgate.learned.known`, `.waiting` and `.dropped`.
    @Bean
    LearnedNetworks learnedNetworks(MeterRegistry registry) {
        LearnedNetworks networks =
                new LearnedNetworks(registry.counter("fairgate.learned.dropped"));
        registry.gauge("fairgate.learned.known", networks, LearnedNetworks::known);
        registry.gauge("fairgate.learned.waiting", networks, LearnedNetworks::waiting);
        return networks;
    }

    /// Counts rounds that PostgreSQL did not take as `fairgate.learned.failures`.
    @Bean
    RoundThread learnedThread(
            LearnedNetworks networks,
            Postgres postgres,
            Settings settings,
            MeterRegistry registry) {
        LearnedRounds rounds =
                new LearnedRounds(
                        networks,
                        new PostgresNetworks(postgres),
                        settings.every(),
                        registry.counter("fairgate.learned.failures"),
                        System::nanoTime);
        Duration pause = settings.every().compareTo(LOOK) < 0 ? settings.every() : LOOK;
        return new RoundThread("learned", rounds, pause);
    }
}
