package dev.fairgate.sale.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.RefusedToStart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArchiveSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void namesTheDatabaseForBothDrivers() {
        assertThat(settings("r2dbc:postgresql://db:5432/orders", 1, SECOND).jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/orders");
    }

    @Test
    void refusesAnotherKindOfAddress() {
        assertRefused("jdbc:postgresql://db/orders", 1, SECOND, "url begins with");
    }

    @Test
    void refusesBoundsThatBoundNothing() {
        assertRefused("", 0, SECOND, "backlog must be positive");
        assertRefused("", 1, Duration.ZERO, "deadline must be positive");
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(settings("r2dbc:postgresql://db/o", 1, SECOND).toString())
                .doesNotContain("secret");
    }

    private static void assertRefused(String url, long backlog, Duration deadline, String rule) {
        assertThatThrownBy(() -> settings(url, backlog, deadline))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining(rule);
    }

    private static ArchiveSettings settings(String url, long backlog, Duration deadline) {
        return new ArchiveSettings(url, "u", "secret", backlog, deadline, SECOND, SECOND);
    }
}
