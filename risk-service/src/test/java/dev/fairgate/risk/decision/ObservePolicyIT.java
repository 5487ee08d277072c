package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObservePolicyIT {

    @Test
    void saysWhatItWouldDoAndLetsEverybodyProceedButOneAtATime() {
        Purchase purchase =
                Purchase.of("u-" + UUID.randomUUID(), Purchase.newAddress()).on("d-observed");
        try (RiskNode node =
                RiskNode.start(
                        Map.of("fairgate.policy.file", "classpath:policy-test/observe.json"))) {
            String highest = "";
            for (int i = 0; i < 40; i++) {
                Purchase next = purchase.again();
                JsonNode decision = node.assess(next);
                node.finish(next, 409);
                assertThat(decision.get("disposition").stringValue()).isEqualTo("proceed");
                assertThat(decision.get("ticket").isNull()).isFalse();
                assertThat(decision.get("challenge").isNull()).isTrue();
                highest = decision.get("verdict").stringValue();
                if (i == 0) {
                    assertThat(highest).isEqualTo("challenge");
                }
            }
            assertThat(highest).isEqualTo("block");

            node.assess(purchase.again());
            assertThat(node.assess(purchase.again()).get("disposition").stringValue())
                    .isEqualTo("in-flight");
        }
    }
}
