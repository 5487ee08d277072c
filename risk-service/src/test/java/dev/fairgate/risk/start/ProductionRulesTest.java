package dev.fairgate.risk.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may face strangers. Each rule that is broken is a row of `StartIT`.
class ProductionRulesTest {

    private static final Map<String, String> SOUND =
            Map.of(
                    "server.port", "8080",
                    "management.server.port", "9080",
                    "management.server.address", "127.0.0.1",
                    "spring.data.redis.host", "127.0.0.1",
                    "fairgate.tokens.issuer", "https://id.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fairgate.tokens.issuer=http://localhost:9000/realms/x",
                "fairgate.tokens.issuer=http://[::1]:9000",
                "fairgate.keys.session=not base64, of which its own feature speaks",
                "fairgate.keys.ticket=2026a:ejDkXb9xJXMyrwQdqpvcS5lBPJnTCYQ7yLBPD7PQiWM=",
                "fairgate.database.url=r2dbc:postgresql://db/x;fairgate.database.username=fg;fairgate.database.password=r4nd0m",
                "management.server.address=10.1.2.3",
                "management.server.address=fd00::7",
                "management.server.address=localhost",
                "management.server.address=0.0.0.0;fairgate.start.allow=public-management",
                "management.server.address=;management.server.port=-1",
                "server.port=0;management.server.port=0",
                "spring.data.redis.host=redis.internal;spring.data.redis.password=r4nd0m",
                "spring.data.redis.host=redis.internal;fairgate.start.allow=redis-without-password",
                "spring.data.redis.host=redis.internal;spring.data.redis.url=redis://u:p@redis:6379",
                "spring.data.redis.cluster.nodes=127.0.0.1:1,[::1]:2,localhost:3"
            })
    void findsNothingWrongWith(String changes) {
        Map<String, String> settings = new HashMap<>(SOUND);
        for (String change : changes.split(";", -1)) {
            int equals = change.indexOf('=');
            settings.put(change.substring(0, equals), change.substring(equals + 1));
        }

        assertThat(new ProductionRules(new Given(settings)).firstBroken()).isEmpty();
    }

    @Test
    void neverRepeatsASecret() {
        String key = "ejDkXb9xJXMyrwQdqpvcS5lBPJnTCYQ7yLBPD7PQiWM=";
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.put("fairgate.keys.session", key);
        settings.put("fairgate.keys.ticket", "a:" + key);

        assertThat(new ProductionRules(new Given(settings)).firstBroken().orElseThrow())
                .doesNotContain(key);
    }

    private record Given(Map<String, String> settings) implements ProductionRules.Settings {

        @Override
        public Optional<String> text(String name) {
            return Optional.ofNullable(settings.get(name)).filter(text -> !text.isEmpty());
        }

        @Override
        public List<String> list(String name) {
            return text(name).map(text -> List.of(text.split(","))).orElseGet(List::of);
        }
    }
}
