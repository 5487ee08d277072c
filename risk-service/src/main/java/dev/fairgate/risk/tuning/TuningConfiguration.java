package dev.fairgate.risk.tuning;

import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Seed;
import dev.fairgate.risk.replica.Replicas;
import dev.fairgate.risk.rounds.RoundThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TuningConfiguration {

    private static final Duration EVERY = Duration.ofMillis(500);

    /// @param unconfirmed how long a change past the guard stands before it is taken back
    @ConfigurationProperties("fairgate.tuning")
    record Settings(@DefaultValue("30m") Duration unconfirmed) {

        Settings {
            if (unconfirmed.isNegative() || unconfirmed.compareTo(Duration.ofDays(1)) > 0) {
                throw new RefusedToStart("fairgate.tuning.unconfirmed is 0 to 24h.");
            }
        }
    }

    /// Before the first request: what disk and stores know of the policy, else the file. Counts
    /// states that this node cannot read as `fairgate.policy.unreadable`; `fairgate.policy.version`
    /// is the one in force.
    @Bean
    Standing standing(
            Seed seed,
            CurrentPolicy policy,
            Replicas replicas,
            InstantSource clock,
            MeterRegistry registry) {
        Standing standing =
                new Standing(
                        seed,
                        clock.instant(),
                        policy,
                        replicas,
                        registry.counter("fairgate.policy.unreadable"));
        registry.gauge("fairgate.policy.version", standing, it -> it.tuned().active().number());
        return standing;
    }

    @Bean
    Tuning tuning(Standing standing, InstantSource clock) {
        return new Tuning(standing, clock);
    }

    @Bean
    VersionStore policyVersions(ObjectProvider<Postgres> database) {
        Postgres postgres = database.getIfAvailable();
        return postgres == null ? new NoVersions() : new PostgresVersions(postgres);
    }

    @Bean
    Editing editing(
            Standing standing,
            Tuning tuning,
            VersionStore versions,
            ObjectProvider<Guard> guard,
            Settings settings,
            InstantSource clock) {
        return new Editing(
                standing,
                tuning,
                versions,
                () -> Optional.ofNullable(guard.getIfAvailable()),
                new Editing.Rules(settings.unconfirmed(), clock));
    }

    /// Counts rounds that did not work out as `fairgate.policy.failures`.
    @Bean
    RoundThread tuningThread(
            Standing standing,
            Tuning tuning,
            VersionStore versions,
            Seed seed,
            MeterRegistry registry) {
        TuningRounds rounds =
                new TuningRounds(
                        standing,
                        tuning,
                        versions,
                        seed,
                        registry.counter("fairgate.policy.failures"),
                        System::nanoTime);
        return new RoundThread("tuning", rounds, EVERY);
    }
}
