package dev.fairgate.risk.review;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.label.Labels;
import dev.fairgate.risk.rounds.RoundThread;
import dev.fairgate.risk.ticket.DecisionIds;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    private static final int MOST_UNDONE = 10_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// @param samplesPerHour decisions that a node puts into the queue by itself; 0: none
    /// @param appealWithin how long after a decision its account may appeal
    @ConfigurationProperties("fairgate.review")
    record Settings(
            @DefaultValue("20") int samplesPerHour, @DefaultValue("7d") Duration appealWithin) {

        private static final int MOST_SAMPLES = 60;

        Settings {
            require(
                    samplesPerHour >= 0 && samplesPerHour <= MOST_SAMPLES,
                    "samples-per-hour is 0 to " + MOST_SAMPLES);
            require(
                    appealWithin.compareTo(Duration.ofHours(1)) >= 0
                            && appealWithin.compareTo(ReviewStore.KEPT) <= 0,
                    "appeal-within is 1h to 90d");
        }

        private static void require(boolean holds, String rule) {
            if (!holds) {
                throw new RefusedToStart("fairgate.review." + rule + ".");
            }
        }
    }

    @Bean
    ReviewStore reviewStore(ObjectProvider<Postgres> postgres) {
        Postgres named = postgres.getIfAvailable();
        return named == null ? new NoReviews() : new PostgresReviews(named, MOST_UNDONE);
    }

    @Bean
    ReviewMetrics reviewMetrics(MeterRegistry registry, InstantSource clock) {
        return new ReviewMetrics(registry, clock);
    }

    @Bean
    Reviews reviews(
            ReviewStore store,
            Labels labels,
            ReviewMetrics metrics,
            List<GrantListener> listeners,
            InstantSource clock) {
        return new Reviews(store, labels, new Reviews.Granting(metrics, listeners), ids(), clock);
    }

    @Bean
    Appeals appeals(
            DecisionIds decisions,
            ReviewStore store,
            ReviewMetrics metrics,
            Settings settings,
            InstantSource clock) {
        return new Appeals(
                decisions,
                store,
                metrics,
                ids(),
                new Appeals.Window(clock, settings.appealWithin()));
    }

    @Bean
    @Conditional(Postgres.IsNamed.class)
    LeastCertain leastCertain() {
        return new LeastCertain();
    }

    @Bean
    @Conditional(Postgres.IsNamed.class)
    RoundThread reviewThread(
            ReviewStore store,
            LeastCertain candidates,
            ReviewMetrics metrics,
            Settings settings,
            InstantSource clock) {
        ReviewRounds rounds =
                new ReviewRounds(
                        store,
                        candidates,
                        metrics,
                        ids(),
                        new ReviewRounds.Pace(clock, settings.samplesPerHour()));
        return new RoundThread("review", rounds, LOOK);
    }

    private static UlidFactory ids() {
        return UlidFactory.newInstance(new SecureRandom());
    }
}
