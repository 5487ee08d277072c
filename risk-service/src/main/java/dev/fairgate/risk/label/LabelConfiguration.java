package dev.fairgate.risk.label;

import dev.fairgate.risk.database.Postgres;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class LabelConfiguration {

    @Bean
    Labels labels(ObjectProvider<Postgres> postgres, List<LabelListener> listeners) {
        Postgres named = postgres.getIfAvailable();
        return new Labels(named == null ? new Nowhere() : new PostgresLabels(named), listeners);
    }

    /// Without a database there are no labels, rather than some that a restart forgets.
    private record Nowhere() implements LabelStore {

        private static <T> Mono<T> away() {
            return Mono.error(() -> new Away("fairgate.database.url names no PostgreSQL"));
        }

        @Override
        public Mono<Taking> take(List<Said> said, String by) {
            return away();
        }

        @Override
        public Mono<Taking> weigh(List<Said> said, String by) {
            return away();
        }

        @Override
        public Mono<List<Place>> find(LabelQuery query, int most) {
            return away();
        }
    }
}
