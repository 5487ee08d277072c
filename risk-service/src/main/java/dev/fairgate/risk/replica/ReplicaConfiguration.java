package dev.fairgate.risk.replica;

import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.rounds.RoundThread;
import dev.fairgate.risk.store.RiskStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration {

    private static final String FAILURES = "fairgate.replica.failures";

    /// What this node hears of the database, where there is one.
    private static final Duration DATABASE_EVERY = Duration.ofSeconds(1);

    /// @param folder where this node keeps its copies, to start from them; empty: nowhere
    /// @param every how often a node looks for changes of others
    /// @param space parts installations that share a risk store or a database
    @ConfigurationProperties("fairgate.replica")
    record Settings(
            @DefaultValue("") String folder,
            @DefaultValue("400ms") Duration every,
            @DefaultValue("main") String space) {

        Settings {
            if (every.compareTo(Duration.ofMillis(50)) < 0
                    || every.compareTo(Duration.ofMillis(800)) > 0) {
                throw new RefusedToStart("fairgate.replica.every is 50ms to 800ms.");
            }
            if (!space.matches("[a-z0-9-]{1,32}")) {
                throw new RefusedToStart("fairgate.replica.space matches [a-z0-9-]{1,32}.");
            }
        }
    }

    /// The places, and whether they answer. Failures are counted by side as
    /// `fairgate.replica.failures`; `fairgate.replica.away` is 1 while a side does not answer.
    record Sides(Side redis, Side postgres, Side disk) {}

    @Bean
    Sides replicaSides(MeterRegistry registry) {
        return new Sides(
                side(registry, "The risk store", "redis"),
                side(registry, "PostgreSQL", "postgres"),
                side(registry, "The disk of this node", "disk"));
    }

    private static Side side(MeterRegistry registry, String name, String tag) {
        Side side = new Side(name, registry.counter(FAILURES, "side", tag));
        registry.gauge(
                "fairgate.replica.away", Tags.of("side", tag), side, it -> it.isAway() ? 1 : 0);
        return side;
    }

    @Bean
    OpenDocuments replicas(
            RiskStore store,
            Sides sides,
            Settings settings,
            ObjectProvider<PostgresReplicas> database) {
        Optional<ReplicaFolder> folder =
                settings.folder().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ReplicaFolder(Path.of(settings.folder())));
        Places places =
                new Places(
                        new RedisReplicas(store, settings.space()),
                        folder,
                        sides.disk(),
                        () -> UUID.randomUUID().toString().replace("-", ""));
        return new OpenDocuments(
                places,
                sides.redis(),
                sides.postgres(),
                Optional.ofNullable(database.getIfAvailable()));
    }

    @Bean
    RoundThread replicasThread(OpenDocuments documents, Sides sides, Settings settings) {
        return new RoundThread(
                "replicas", new StoreRounds(documents, sides.redis()), settings.every());
    }

    /// What takes a database.
    @Configuration(proxyBeanMethods = false)
    @Conditional(Postgres.IsNamed.class)
    static class Shared {

        @Bean
        PostgresReplicas postgresReplicas(Postgres postgres, Settings settings) {
            return new PostgresReplicas(postgres, settings.space());
        }

        @Bean
        RoundThread replicasDatabaseThread(
                OpenDocuments documents, PostgresReplicas database, Sides sides) {
            return new RoundThread(
                    "replicas-database",
                    new DatabaseRounds(documents, database, sides.postgres(), System::nanoTime),
                    DATABASE_EVERY);
        }
    }
}
