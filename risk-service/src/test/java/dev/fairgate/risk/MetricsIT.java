package dev.fairgate.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a running node tells of its decisions, at a policy that challenges everybody.
class MetricsIT {

    /// There while a model is tried; `ModelsIT` sees them.
    private static final Set<String> OF_CHALLENGERS =
            Set.of("fairgate.models.compared", "fairgate.models.disagreement");

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final RiskNode node = WholeNode.NODE;
    private final MeterRegistry registry = node.bean(MeterRegistry.class);
    private final Purchase purchase = Purchase.of(account(), Purchase.newAddress());

    @Test
    void countsWhatBecomesOfChallengesByKind() {
        double issued = challenges("issued");
        double solved = challenges("solved");
        double failed = challenges("failed");
        Timer time = registry.get("fairgate.challenges.solve.time").tags(PROOF).timer();
        long timed = time.count();

        assertThat(answer(purchase, "wrong").get("disposition").stringValue())
                .isEqualTo("challenge"); // another one
        assertThat(answer(purchase, null).get("disposition").stringValue()).isEqualTo("proceed");

        assertThat(challenges("issued") - issued).isEqualTo(3);
        assertThat(challenges("solved") - solved).isEqualTo(1);
        assertThat(challenges("failed") - failed).isEqualTo(1);
        assertThat(time.count() - timed).isEqualTo(1);
        assertThat(registry.get("fairgate.challenges.abandoned").tags(PROOF).gauge().value())
                .isZero();
    }

    @Test
    void countsDecisionsByTheVersionsBehindThem() {
        double before = count("fairgate.decisions.policy", "version", "1");
        double without = count("fairgate.decisions.model", "version", "none");
        node.assess(purchase);

        assertThat(count("fairgate.decisions.policy", "version", "1") - before).isEqualTo(1);
        assertThat(count("fairgate.decisions.model", "version", "none") - without).isEqualTo(1);
    }

    @Test
    void countsWhoIsLeftShortOfTokens() {
        double near = near("near");
        double over = near("over");
        leaveSomebodyShortOfTokens();

        assertThat(near("near") - near).isPositive();
        assertThat(near("over") - over).isPositive();
    }

    private void leaveSomebodyShortOfTokens() {
        double over = near("over");
        for (int i = 0; i < 100 && near("over") == over; i++) {
            Purchase next = purchase.again();
            node.assess(next);
            node.finish(next, 428);
        }
    }

    @Test
    void joinsALabelWithTheDecisionOfThisNode() {
        String decision = node.assess(purchase).get("decisionId").stringValue();
        double people = labelled("human");
        double unknown = count("fairgate.labels.unknown");

        label(decision, "human");
        assertThat(labelled("human") - people).isEqualTo(1);
        label(decision, "bot");
        assertThat(labelled("human")).isEqualTo(people);
        label("01KAPZ9E07ZYXWVTSRQPNMKJHG", "bot");
        assertThat(count("fairgate.labels.unknown") - unknown).isEqualTo(1);
        assertThat(gauge("fairgate.labels.precision", "from", "challenge")).isBetween(0.0, 1.0);
    }

    @Test
    void docsHaveARowForEveryMetricAndNoOther() {
        leaveSomebodyShortOfTokens();
        node.assess(purchase.again());
        Map<String, String> documented = MetricsTable.documented();
        assertThat(documented.keySet()).containsAll(OF_CHALLENGERS);
        documented.keySet().removeAll(OF_CHALLENGERS);

        assertThat(MetricsTable.registered(registry))
                .as("the metrics of this node, and the table in docs/operations.md")
                .isEqualTo(documented);
    }

    private static final String[] PROOF = {"kind", "proof_of_work"};

    private double challenges(String result) {
        return registry.get("fairgate.challenges")
                .tags(PROOF)
                .tag("result", result)
                .counter()
                .count();
    }

    private double near(String state) {
        return count("fairgate.limits.near", "entity", "account", "state", state);
    }

    private double labelled(String label) {
        return gauge("fairgate.labels.decisions", "verdict", "challenge", "label", label);
    }

    private double gauge(String name, String... tags) {
        Gauge gauge = registry.get(name).tags(tags).gauge();
        return gauge.value();
    }

    private double count(String name, String... tags) {
        return registry.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
    }

    /// Answers a challenge of the buyer's, as a person does unless a text is given.
    private JsonNode answer(Purchase buyer, @org.jspecify.annotations.Nullable String text) {
        Purchase first = buyer.again();
        String id = node.assess(first).get("challenge").get("id").stringValue();
        node.finish(first, 428);
        Purchase second = buyer.answering(id, text == null ? node.answerOf(id) : text);
        JsonNode decision = node.assess(second);
        node.finish(second, 428);
        return decision;
    }

    private void label(String decision, String label) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(node.uri("/api/v1/decisions/" + decision + "/label"))
                        .header("Authorization", "Bearer " + node.account(account(), "analyst"))
                        .header("Content-Type", "application/json")
                        .PUT(
                                BodyPublishers.ofString(
                                        "{\"label\":\"" + label + "\",\"source\":\"review\"}"));
        assertThat(node.send(request.build()).statusCode()).isEqualTo(200);
    }

    private static String account() {
        return "metrics-" + NAMES.incrementAndGet();
    }
}
