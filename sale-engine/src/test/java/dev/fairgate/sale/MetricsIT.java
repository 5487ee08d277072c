package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Desk;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

class MetricsIT {

    @Test
    void docsHaveARowForEveryMetricAndNoOther() {
        Desk.ENGINE.buyer("anna").post("/api/v1/sales/no-such-sale/orders", "{}").is(404);

        assertThat(MetricsTable.registered(Desk.ENGINE.bean(MeterRegistry.class)))
                .as("the metrics of this engine, and the table in docs/operations.md")
                .isEqualTo(MetricsTable.documented());
    }
}
